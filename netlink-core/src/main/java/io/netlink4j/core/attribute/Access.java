package io.netlink4j.core.attribute;

/** Which way an attribute goes. */
public enum Access {
    /** The kernel reports it and takes it in a request. */
    READ_WRITE("rw"),
    /** The kernel only reports it; it is left out of what is sent. */
    READ_ONLY("r"),
    /** The kernel only takes it in a request. */
    WRITE_ONLY("w");

    private final String symbol;

    Access(String symbol) {
        this.symbol = symbol;
    }

    /** {@code rw}, {@code r} or {@code w}. */
    public String symbol() {
        return symbol;
    }
}
