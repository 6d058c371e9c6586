package io.netlink4j.nft.decode;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Durations;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.SetElement;
import java.util.stream.Collectors;

/** What an element of a set has beside its key and value: its state, such as a counter, its timeout and its comment. */
public final class Annotations {
    private Annotations() {}

    /** The text after the key, with a space before each; empty if there is nothing. */
    public static String text(SetElement element, NfFamily family, RuleContext context) {
        StringBuilder text = new StringBuilder();
        if (!element.expressions().isEmpty()) {
            text.append(RuleDecoder.installed().decode(family, element.expressions(), context).stream()
                    .map(part -> part instanceof Statement statement && context.stateless()
                            ? statement.listing()
                            : part.toString())
                    .collect(Collectors.joining(" ", " ", "")));
        }
        element.timeout()
                .ifPresent(time -> text.append(" timeout ").append(time.isZero() ? "never" : Durations.text(time)));
        element.comment()
                .ifPresent(comment ->
                        text.append(" comment \"").append(Printable.of(comment)).append('"'));
        return text.toString();
    }

    /** The key with what the element has beside it. */
    static Element of(Element key, SetElement element, NfFamily family, RuleContext context) {
        String text = text(element, family, context);
        return text.isEmpty() ? key : new Element.Annotated(key, element, text);
    }
}
