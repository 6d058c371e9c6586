package io.netlink4j.nft.text;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Annotations;
import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.match.Durations;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Prints sets and maps with their elements. */
final class SetText {
    /** {@code NFT_SET_POL_MEMORY}. */
    private static final int MEMORY = 1;

    private final IntFunction<Optional<String>> links;
    private final Elements values;

    SetText(IntFunction<Optional<String>> links) {
        this.links = links;
        this.values = new Elements(links);
    }

    void add(NamedSet set, List<SetElement> elements, Blocks text) {
        boolean map = set.isMap() || set.isObjectMap();
        text.open((map ? "map " : "set ") + set.name())
                .line(TypeText.of(set))
                .line(set.get(NamedSet.POLICY)
                        .filter(policy -> policy == MEMORY)
                        .map(policy -> "policy memory"))
                .line(set.size()
                        .filter(size -> !set.isConstant())
                        .map(size -> "size " + Integer.toUnsignedString(size)))
                .line(flags(set));
        if (!set.expressions().isEmpty()) {
            text.line(states(set.family(), set.expressions()));
        }
        if (set.isAutoMerge()) {
            text.line("auto-merge");
        }
        text.line(set.timeout().filter(time -> !time.isZero()).map(time -> "timeout " + Durations.text(time)))
                .line(set.get(NamedSet.GC_INTERVAL)
                        .filter(interval -> interval != 0)
                        .map(interval -> "gc-interval " + Durations.text(Duration.ofMillis(interval))));
        text.line(Blocks.comment(set.comment()));
        if (!elements.isEmpty()) {
            text.line(elements(set, elements));
        }
        text.close();
    }

    private static Optional<String> flags(NamedSet set) {
        List<String> flags = new ArrayList<>();
        if (set.isConstant()) {
            flags.add("constant");
        }
        if (set.isDynamic()) {
            flags.add("dynamic");
        }
        if (set.isInterval()) {
            flags.add("interval");
        }
        boolean said =
                flags.isEmpty() && set.timeout().filter(time -> !time.isZero()).isPresent();
        if (set.hasTimeouts() && !said) {
            flags.add("timeout");
        }
        return flags.isEmpty() ? Optional.empty() : Optional.of("flags " + String.join(",", flags));
    }

    /** The elements in the order of their keys, one a line. */
    private String elements(NamedSet set, List<SetElement> elements) {
        Selection keys = TypeText.keys(set);
        Optional<Selection> data =
                set.valueType().filter(type -> !type.isVerdict()).map(Elements::selection);
        return elements.stream()
                .sorted(SetElement.BY_KEY)
                .map(element -> element(set, keys, data, element))
                .collect(Collectors.joining(",\n\t\t\t     ", "elements = { ", " }"));
    }

    private String element(NamedSet set, Selection keys, Optional<Selection> data, SetElement element) {
        Element key = set.isInterval() && keys.isConcatenation()
                ? values.declaredKey(keys, element, set.key())
                : values.key(keys, element);
        StringBuilder text = new StringBuilder(key.text(keys));
        text.append(Annotations.text(element, set.family(), context()));
        value(set, data, element).ifPresent(value -> text.append(" : ").append(value));
        return text.toString();
    }

    private Optional<String> value(NamedSet set, Optional<Selection> data, SetElement element) {
        return element.get(SetElement.OBJREF)
                .map(Blocks::quoted)
                .or(() -> element.value()
                        .map(value -> value.get(Data.VERDICT)
                                .map(verdict -> verdict.toString().replace(" -> ", " "))
                                .orElseGet(() -> value(set, data, value.bytes()))));
    }

    private String value(NamedSet set, Optional<Selection> data, byte[] bytes) {
        Selection on = data.orElseGet(() -> Elements.selection(SetKey.network(0, bytes.length)));
        int length = on.key().length();
        boolean range = set.hasValueRanges() && bytes.length == 2 * length;
        return range
                ? values.range(on, Arrays.copyOf(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))
                : values.read(on, bytes, bytes).text(on);
    }

    private RuleContext context() {
        return RuleContext.of(List.of(), 1).links(links).withoutStates();
    }

    /** The state of each element, such as a counter. */
    private String states(NfFamily family, List<Expression> expressions) {
        return RuleDecoder.installed().decode(family, expressions, context()).stream()
                .map(part -> part instanceof Statement statement ? statement.listing() : part.toString())
                .collect(Collectors.joining(" "));
    }

    /** The name of a type of objects in the declaration of a map. */
    static String name(int type) {
        return new ObjectType(type).toString();
    }
}
