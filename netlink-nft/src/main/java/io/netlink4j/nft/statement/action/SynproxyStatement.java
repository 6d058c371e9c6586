package io.netlink4j.nft.statement.action;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Synproxy;

/**
 * Answers TCP handshakes in place of the server, which sees only completed ones ({@code synproxy} of nft); at input and forward. It is
 * also the state of an object: {@code table.object("web", synproxy().mss(1460).expression())}.
 */
public final class SynproxyStatement implements Statement {
    private static final int HIGHEST_MSS = 0xffff;
    private static final int HIGHEST_SCALE = 14;

    private final int mss;
    private final int scale;
    private final int flags;

    SynproxyStatement(int mss, int scale, int flags) {
        this.mss = mss;
        this.scale = scale;
        this.flags = flags;
    }

    /**
     * A copy that announces the largest segment that the server accepts.
     *
     * @throws IllegalArgumentException if it is not in 1 to 65535
     */
    public SynproxyStatement mss(int bytes) {
        if (bytes < 1 || bytes > HIGHEST_MSS) {
            throw new IllegalArgumentException("A segment has 1 to 65535 bytes, not " + bytes + ".");
        }
        return new SynproxyStatement(bytes, scale, flags | Synproxy.FLAG_MSS);
    }

    /**
     * A copy that announces the window scale of the server.
     *
     * @throws IllegalArgumentException if it is not in 0 to 14
     */
    public SynproxyStatement wscale(int bits) {
        if (bits < 0 || bits > HIGHEST_SCALE) {
            throw new IllegalArgumentException("A window is scaled by 0 to 14 bits, not by " + bits + ".");
        }
        return new SynproxyStatement(mss, bits, flags | Synproxy.FLAG_WSCALE);
    }

    /** A copy that announces timestamps. */
    public SynproxyStatement timestamp() {
        return new SynproxyStatement(mss, scale, flags | Synproxy.FLAG_TIMESTAMP);
    }

    /** A copy that announces selective acknowledgements. */
    public SynproxyStatement sackPerm() {
        return new SynproxyStatement(mss, scale, flags | Synproxy.FLAG_SACK_PERM);
    }

    /** The expression that it becomes, for a named object. */
    public Synproxy expression() {
        return Synproxy.of(mss, scale, flags);
    }

    @Override
    public void compile(Compilation compilation) {
        compilation.add(expression());
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return "synproxy" + (has(Synproxy.FLAG_MSS) ? " mss " + mss : "")
                + (has(Synproxy.FLAG_WSCALE) ? " wscale " + scale : "")
                + (has(Synproxy.FLAG_TIMESTAMP) ? " timestamp" : "")
                + (has(Synproxy.FLAG_SACK_PERM) ? " sack-perm" : "");
    }
}
