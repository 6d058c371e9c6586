package io.netlink4j.core.attribute;

/** Whether the kernel reports an attribute, accepts it in requests, or both. */
public enum Access {
    /** The kernel reports it and accepts it in requests. */
    READ_WRITE("rw"),
    /** The kernel only reports it. It is left out of requests. */
    READ_ONLY("r"),
    /** The kernel only accepts it in requests. */
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
