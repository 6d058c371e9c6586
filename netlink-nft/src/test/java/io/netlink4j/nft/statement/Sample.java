package io.netlink4j.nft.statement;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Resolver;
import io.netlink4j.nft.SentElements;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule that tests compile and compare with nft.
 *
 * @param family the family of the table
 * @param chain a chain that {@link InstalledNft} adds
 */
record Sample(NfFamily family, String chain, List<? extends RulePart> statements) {
    private static final String TABLE = "t";

    static Sample of(NfFamily family, String chain, RulePart... statements) {
        return new Sample(family, chain, List.of(statements));
    }

    Compilation compile() {
        return compile(Profile.DEFAULT);
    }

    private Compilation compile(Profile profile) {
        Compilation compilation = new Compilation(family, profile);
        statements.forEach(compilation::compile);
        return compilation;
    }

    /** The rule in nft's syntax. In an inet table nft requires the family of an address. */
    String text() {
        return statements.stream().map(this::text).collect(Collectors.joining(" "));
    }

    private String text(RulePart statement) {
        String text = statement.toString();
        if (family != NfFamily.INET || !text.matches("[sd]nat to (\\[?[0-9a-f].*|[^:].* map .*)")) {
            return text;
        }
        boolean v6 = text.contains(" map ")
                ? text.contains("::")
                : text.replaceFirst("]?:[-0-9]+( .*)?$", "").contains(":");
        return text.replaceFirst(" to ", v6 ? " ip6 to " : " ip to ");
    }

    /** The nft command that adds the rule. */
    String command() {
        return "add rule " + family + " " + TABLE + " " + chain + " " + text();
    }

    /** The bytecode in short form, for a rule without link indexes. */
    String bytecode() {
        return bytecode(Map.of());
    }

    /** The bytecode in short form, for links with the given indexes. */
    String bytecode(Map<String, Integer> indexes) {
        return bytecode(indexes, Profile.DEFAULT);
    }

    /** As above, in a profile. A newer nft does not print sizes of sets. */
    String bytecode(Map<String, Integer> indexes, Profile profile) {
        String bytecode = bytecode(indexes, compile(profile));
        return profile == Profile.NFT_1_0_6 ? bytecode : bytecode.replaceAll(" size \\d+}", "}");
    }

    private static String bytecode(Map<String, Integer> indexes, Compilation compilation) {
        Resolver resolver = (key, name) -> indexes.get(new String((byte[]) name, StandardCharsets.UTF_8));
        String sets = compilation.sets().stream().map(set -> set(set, resolver)).collect(Collectors.joining());
        String rule = compilation.expressions().stream()
                .map(expression ->
                        ((NetlinkObject<?>) expression).resolved(resolver).toString())
                .map(Shorthand::of)
                .collect(Collectors.joining(" "));
        return sets + rule;
    }

    private static String set(AnonymousSet set, Resolver resolver) {
        int flags = set.set().get(NamedSet.FLAGS).orElse(0);
        SentElements told = SentElements.of(set);
        return "{" + set.set().name() + " flags " + Integer.toHexString(flags) + " size " + told.size() + "} {"
                + told.elements().stream()
                        .map(element -> element(element.resolved(resolver)))
                        .collect(Collectors.joining(" ; ", "", " ;} "));
    }

    private static String element(SetElement element) {
        String key = words(element.key());
        return "element " + key
                + (element.isRange() ? " - " + words(element.last()) : "")
                + " : "
                + element.value().map(value -> value(value) + " ").orElse("")
                + element.get(SetElement.FLAGS).orElse(0)
                + (element.has(SetElement.USERDATA) ? " open" : "");
    }

    private static String value(Data value) {
        return value.get(Data.VERDICT).map(Object::toString).orElseGet(() -> words(value.bytes()));
    }

    private static String words(byte[] bytes) {
        ByteBuffer words =
                ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 3 & ~3)).order(ByteOrder.nativeOrder());
        List<String> text = new ArrayList<>();
        while (words.hasRemaining()) {
            text.add(String.format("%08x", words.getInt()));
        }
        return String.join(" ", text);
    }

    @Override
    public String toString() {
        return family + " " + chain + " | " + text();
    }
}
