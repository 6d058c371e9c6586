package io.netlink4j.nft.analysis;

import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;
import java.util.ServiceLoader;

/** Turns the expressions of a rule back into statements. The package of the statements, which rules do not know, provides it. */
public interface RuleDecoder {
    /** The statements; an expression that belongs to none stays in its place. */
    List<RulePart> decode(NfFamily family, List<Expression> expressions, RuleContext context);

    /** As above, but compiled again the statements become the same expressions. */
    List<RulePart> decodeExactly(NfFamily family, List<Expression> expressions, RuleContext context);

    /** The decoder of this library. */
    static RuleDecoder installed() {
        return Installed.DECODER;
    }

    /** Loaded when the first rule is decoded. */
    final class Installed {
        private static final RuleDecoder DECODER = ServiceLoader.load(
                        RuleDecoder.class, RuleDecoder.class.getClassLoader())
                .findFirst()
                .orElseThrow();

        private Installed() {}
    }
}
