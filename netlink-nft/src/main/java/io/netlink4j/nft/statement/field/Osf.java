package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.statement.Selector;

/** The operating system of the sender of a TCP connection, which the kernel guesses: {@code osf} of nft. nfnl_osf loads the fingerprints. */
public final class Osf {
    static final Osf EXACT = new Osf(0);

    private static final int LOOSE = 1;
    private static final int SKIP = 2;
    private static final int WITH_VERSION = 1;

    private final int ttl;

    private Osf(int ttl) {
        this.ttl = ttl;
    }

    /** The time to live need only be at most that of the fingerprint: {@code ttl loose}. */
    public Osf ttlLoose() {
        return new Osf(LOOSE);
    }

    /** The time to live is not compared: {@code ttl skip}. */
    public Osf ttlSkip() {
        return new Osf(SKIP);
    }

    /** The name, such as {@code "Linux"}. */
    public Selector name() {
        return Fields.of(SystemFields.fingerprint(ttl, 0));
    }

    /** The name with the version, such as {@code "Linux:4.20"}. */
    public Selector version() {
        return Fields.of(SystemFields.fingerprint(ttl, WITH_VERSION));
    }
}
