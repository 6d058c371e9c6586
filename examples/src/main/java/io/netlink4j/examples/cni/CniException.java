package io.netlink4j.examples.cni;

import java.io.Serial;

/** An error that a plugin reports to its runtime, with a code of the specification. */
final class CniException extends RuntimeException {
    /** The version of the configuration is not supported. */
    static final int VERSION = 1;
    /** A field of the configuration is not supported. */
    static final int UNSUPPORTED_FIELD = 2;
    /** An environment variable is missing or wrong. */
    static final int ENVIRONMENT = 4;
    /** Reading or writing failed. */
    static final int IO = 5;
    /** The configuration is no JSON, or of another structure. */
    static final int DECODE = 6;
    /** The configuration is wrong. */
    static final int CONFIGURATION = 7;
    /** The container's namespace is the plugin's own. */
    static final int NAMESPACE = 8;
    /** The same call may succeed later. */
    static final int TRY_AGAIN = 11;
    /** The plugin cannot serve ADD now. */
    static final int NOT_AVAILABLE = 50;
    /** What ADD made is not there any more. */
    static final int DIFFERS = 100;
    /** Anything else. */
    static final int INTERNAL = 999;

    @Serial
    private static final long serialVersionUID = 1;

    private final int code;
    private final String details;

    CniException(int code, String message) {
        this(code, message, "");
    }

    CniException(int code, String message, String details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    int code() {
        return code;
    }

    String details() {
        return details;
    }
}
