package io.netlink4j.examples.cni.protocol;

import java.io.Serial;

/** An error that a plugin reports to its runtime, with a code of the specification. */
public final class CniException extends RuntimeException {
    /** The version of the configuration is not supported. */
    public static final int VERSION = 1;
    /** A field of the configuration is not supported. */
    public static final int UNSUPPORTED_FIELD = 2;
    /** An environment variable is missing or wrong. */
    public static final int ENVIRONMENT = 4;
    /** Reading or writing failed. */
    public static final int IO = 5;
    /** The configuration is no JSON, or of another structure. */
    public static final int DECODE = 6;
    /** The configuration is wrong. */
    public static final int CONFIGURATION = 7;
    /** The container's namespace is the plugin's own. */
    public static final int NAMESPACE = 8;
    /** The same call may succeed later. */
    public static final int TRY_AGAIN = 11;
    /** The plugin cannot serve ADD now. */
    public static final int NOT_AVAILABLE = 50;
    /** What ADD made is not there any more. */
    public static final int DIFFERS = 100;
    /** Anything else. */
    public static final int INTERNAL = 999;

    @Serial
    private static final long serialVersionUID = 1;

    private final int code;
    private final String details;

    /** An error with one of the codes of this class. */
    public CniException(int code, String message) {
        this(code, message, "");
    }

    /** An error with one of the codes of this class, and a longer message. */
    public CniException(int code, String message, String details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    /** The error that what ADD made is not there any more, or is different. */
    public static CniException differs(String difference) {
        return new CniException(DIFFERS, difference);
    }

    /** Throws {@link #differs} unless {@code condition} is true. */
    public static void check(boolean condition, String difference) {
        if (!condition) {
            throw differs(difference);
        }
    }

    /** The code. */
    public int code() {
        return code;
    }

    /** The longer message; empty if there is none. */
    public String details() {
        return details;
    }
}
