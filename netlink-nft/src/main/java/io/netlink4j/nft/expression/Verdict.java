package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.S_BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict that ends a rule ({@code NFTA_VERDICT_*}). */
public final class Verdict extends NetlinkObject<Verdict> {
    private static final Schema.Builder KEYS = Schema.builder("verdict");

    /** {@code enum nft_verdicts}, or {@code NF_DROP} and {@code NF_ACCEPT}. */
    public static final Attribute<Integer> CODE = KEYS.add(1, "NFTA_VERDICT_CODE", S_BE32);

    /** The chain to go to. */
    public static final Attribute<String> CHAIN = KEYS.add(2, "NFTA_VERDICT_CHAIN", STRING);

    /** The number, in this transaction, of the chain to go to. */
    public static final Attribute<Integer> CHAIN_ID = KEYS.add(3, "NFTA_VERDICT_CHAIN_ID", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    private static final int GOTO_CODE = -4;
    private static final int JUMP_CODE = -3;

    /** Drops the packet. */
    public static final Verdict DROP = of(0);
    /** Lets the packet through this base chain. */
    public static final Verdict ACCEPT = of(1);
    /** Goes on with the next rule. */
    public static final Verdict CONTINUE = of(-1);
    /** Ends the rule as if it did not match. */
    public static final Verdict BREAK = of(-2);
    /** Goes back to the calling chain or, in a base chain, to its policy. */
    public static final Verdict RETURN = of(-5);

    private @Nullable Immediate immediate;

    /** The verdict that {@code content} is. */
    public Verdict(Content content) {
        super(content);
    }

    private static Verdict of(int code) {
        return new Verdict(new ExpressionBytes(8).put(CODE, code).content());
    }

    /** Continues in {@code chain} and comes back at its end. */
    public static Verdict jump(String chain) {
        return new Verdict(new ExpressionBytes(24 + chain.length())
                .put(CODE, JUMP_CODE)
                .put(CHAIN, chain)
                .content());
    }

    /** Continues in {@code chain} and does not come back. */
    public static Verdict goTo(String chain) {
        return new Verdict(new ExpressionBytes(24 + chain.length())
                .put(CODE, GOTO_CODE)
                .put(CHAIN, chain)
                .content());
    }

    /** The expression with this verdict; cached, since almost every rule has one of a few verdicts. */
    Immediate immediate() {
        Immediate made = immediate;
        if (made == null) {
            made = Immediate.ofVerdict(this);
            immediate = made;
        }
        return made;
    }

    /** The number of the verdict. */
    public int code() {
        return get(CODE).orElse(0);
    }

    /** Whether it leads to a chain and comes back at its end, unlike {@code goto}. */
    public boolean isJump() {
        return code() == JUMP_CODE;
    }

    /** The chain to go to. */
    public Optional<String> chain() {
        return get(CHAIN);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Verdict copy(Content content) {
        return new Verdict(content);
    }

    @Override
    public String toString() {
        String name = switch (code()) {
            case 0 -> "drop";
            case 1 -> "accept";
            case -1 -> "continue";
            case -2 -> "break";
            case JUMP_CODE -> "jump";
            case GOTO_CODE -> "goto";
            case -5 -> "return";
            default -> String.valueOf(code());
        };
        return name + chain().map(chain -> " -> " + Printable.of(chain)).orElse("");
    }
}
