package io.netlink4j.nft.text;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.match.Durations;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.packet.IpProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prints named objects. */
final class ObjectText {
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;

    private ObjectText() {}

    /** Adds an object. The content of a tunnel is not in the syntax of nft. */
    static void add(NamedObject object, Blocks text) {
        text.open(object.type() + " " + object.name()).line(Blocks.comment(object.comment()));
        if (object.state().isPresent()) {
            state(object, object.state().get(), text);
        } else {
            object.configuration().ifPresent(data -> configuration(object.type(), data, text));
        }
        text.close();
    }

    /** The statement without the word that is in the head of the block. */
    private static void state(NamedObject object, Expression state, Blocks text) {
        RuleContext context = RuleContext.of(List.of(), 1).withoutStates();
        String words = RuleDecoder.installed().decode(object.family(), List.of(state), context).stream()
                .map(part -> part instanceof Statement statement ? statement.listing() : part.toString())
                .findFirst()
                .orElse("");
        String head = object.type().toString();
        String rest = words.startsWith(head) ? words.substring(head.length()).strip() : words;
        if (object.type().equals(ObjectType.LIMIT)) {
            rest = rest.replaceFirst(" burst 5 packets$", "");
        }
        if (object.type().equals(ObjectType.SYNPROXY)) {
            // nft separates the last two words by a space also if one of them is missing
            rest = rest.replace(" wscale", "\nwscale")
                    .replaceFirst(" timestamp$", "\ntimestamp ")
                    .replaceFirst("(?<!timestamp) sack-perm$", "\n sack-perm")
                    .replaceFirst(" timestamp sack-perm$", "\ntimestamp sack-perm");
        }
        rest.lines().forEach(text::line);
    }

    private static void configuration(ObjectType type, Nest data, Blocks text) {
        String protocol = "protocol " + new IpProtocol((int) number(data, "L4PROTO"));
        String family = "l3proto " + family(number(data, "L3PROTO"));
        if (type.equals(ObjectType.CT_HELPER)) {
            text.line("type " + Blocks.quoted(value(data, "_NAME").orElse("").toString()) + " " + protocol)
                    .line(family);
        } else if (type.equals(ObjectType.CT_TIMEOUT)) {
            text.line(protocol).line(family).line(TimeoutPolicy.of((int) number(data, "L4PROTO"), data));
        } else if (type.equals(ObjectType.CT_EXPECTATION)) {
            text.line(protocol)
                    .line("dport " + number(data, "DPORT"))
                    .line("timeout " + Durations.text(Duration.ofMillis(number(data, "TIMEOUT"))))
                    .line("size " + number(data, "SIZE"))
                    .line(family);
        } else if (type.equals(ObjectType.SECMARK)) {
            text.line(Blocks.quoted(value(data, "CTX").orElse("").toString()));
        } else {
            text.line(data.toString()); // nft has no words for it, but its content must not be lost
        }
    }

    private static Optional<Object> value(Nest data, String name) {
        return data.schema().attributes().stream()
                .filter(key -> key.name().endsWith(name))
                .findFirst()
                .flatMap((Attribute<?> key) -> data.get(key).<Object>map(value -> value));
    }

    private static long number(Nest data, String name) {
        return value(data, name).map(value -> ((Number) value).longValue()).orElse(0L);
    }

    private static String family(long number) {
        return number == IPV4 ? "ip" : number == IPV6 ? "ip6" : "inet";
    }
}
