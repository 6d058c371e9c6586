package io.netlink4j.nft.statement;

/** The level of a line in the kernel log ({@code NFT_LOGLEVEL_*} of {@code nf_tables.h}). */
public enum LogLevel {
    /** The system is unusable. */
    EMERG(0, "emerg"),
    /** Something must be done at once. */
    ALERT(1, "alert"),
    /** Critical. */
    CRIT(2, "crit"),
    /** An error. */
    ERR(3, "err"),
    /** A warning; what {@code log} uses where nothing is said. */
    WARN(4, "warn"),
    /** Normal, but to be noticed. */
    NOTICE(5, "notice"),
    /** For information. */
    INFO(6, "info"),
    /** For those who look for a mistake. */
    DEBUG(7, "debug"),
    /** Not to the kernel log but to the audit system. */
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

    /** The word that nft uses. */
    @Override
    public String toString() {
        return text;
    }
}
