package io.netlink4j.nft.packet;

/** The level of a line in the kernel log ({@code NFT_LOGLEVEL_*} of {@code nf_tables.h}). */
public enum LogLevel {
    /** The system is unusable. */
    EMERG(0, "emerg"),
    /** Action must be taken immediately. */
    ALERT(1, "alert"),
    /** Critical. */
    CRIT(2, "crit"),
    /** An error. */
    ERR(3, "err"),
    /** A warning; the default of {@code log}. */
    WARN(4, "warn"),
    /** Normal but significant. */
    NOTICE(5, "notice"),
    /** For information. */
    INFO(6, "info"),
    /** Debugging. */
    DEBUG(7, "debug"),
    /** Writes to the audit system instead of the kernel log. */
    AUDIT(8, "audit");

    private final int number;
    private final String text;

    LogLevel(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The value of {@code NFTA_LOG_LEVEL}. */
    public int number() {
        return number;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
