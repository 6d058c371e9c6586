package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.analysis.Xtables;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rule: expressions that the kernel executes in order until one does not match ({@code NFTA_RULE_*}).
 *
 * <p>A rule that was made of statements carries its anonymous sets, which are added with it. A rule that was read is sent back
 * byte for byte, also with expressions that this library does not know.
 */
public final class Rule extends NetlinkObject<Rule> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("rule");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_RULE_TABLE", STRING);

    /** The chain's name. */
    public static final Attribute<String> CHAIN = KEYS.add(2, "NFTA_RULE_CHAIN", STRING);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(3, "NFTA_RULE_HANDLE", BE64);

    /** The expressions, in the order in which the kernel executes them. */
    public static final Attribute<List<Expression>> EXPRESSIONS = KEYS.add(4, "NFTA_RULE_EXPRESSIONS", Expression.LIST);

    /** The protocol that matches and targets of xtables need; not reported. */
    public static final Attribute<Nest> COMPAT =
            KEYS.nest(5, "NFTA_RULE_COMPAT", () -> Xtables.SCHEMA, content -> new Nest(Xtables.SCHEMA, content));

    /** The handle of the rule that it follows or, in a request, is placed next to. */
    public static final Attribute<Long> POSITION = KEYS.add(6, "NFTA_RULE_POSITION", BE64);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(7, "NFTA_RULE_USERDATA", BINARY);

    /** Its number in this transaction. */
    public static final Attribute<Integer> ID = KEYS.requested(9, "NFTA_RULE_ID", BE_COUNT);

    /** The number, in this transaction, of the rule that it is placed next to. */
    public static final Attribute<Integer> POSITION_ID = KEYS.requested(10, "NFTA_RULE_POSITION_ID", BE_COUNT);

    /** The number, in this transaction, of the chain. */
    public static final Attribute<Integer> CHAIN_ID = KEYS.requested(11, "NFTA_RULE_CHAIN_ID", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link Rule}: its messages, groups and identity. */
    public static final ObjectDescriptor<Rule> DESCRIPTOR = NfTables.describe(
                    "rule", "rules", SCHEMA, Rule::new, "RULE", 6, 28)
            .identity(Nfgenmsg.FAMILY, TABLE, CHAIN, HANDLE)
            .errors(RuleErrors::add)
            .build();

    /** The message that resets the counters and quotas of a rule, and reads it as it was before. */
    public static final MessageType RESET = NfTables.message(25, "GETRULE_RESET", SCHEMA);

    /** {@code NFTA_EXPR_NAME}. */
    private static final int EXPRESSION_NAME = 1;

    /** {@code NFT_RULE_MAXEXPRS}. */
    private static final int MOST_EXPRESSIONS = 128;

    private final AnonymousParts parts;
    /** What it was made of, as long as it has the expressions that were compiled from it. Only messages need it, so it is not part of the value. */
    private final List<RulePart> statements;

    private final Profile profile;

    /** Whether it is known that the kernel accepts its expressions as they are. */
    private final boolean plain;

    /** The rule that {@code content} is. */
    public Rule(Content content) {
        this(content, AnonymousParts.NONE, List.of(), Profile.DEFAULT);
    }

    private Rule(Content content, AnonymousParts parts, List<RulePart> statements, Profile profile) {
        this(content, parts, statements, profile, false);
    }

    private Rule(Content content, AnonymousParts parts, List<RulePart> statements, Profile profile, boolean plain) {
        super(content);
        this.parts = parts;
        this.statements = statements;
        this.profile = profile;
        this.plain = plain;
    }

    static Rule of(Chain chain, List<? extends RulePart> parts) {
        Compilation compilation = compile(chain.family(), parts, Profile.DEFAULT);
        List<Expression> expressions = compilation.expressions();
        Rule empty = chain.emptyRule();
        Optional<Nest> protocol = Xtables.protocol(chain.family(), expressions);
        if (protocol.isPresent()) {
            empty = empty.with(COMPAT, protocol.get());
        }
        byte[] bytes = new byte[empty.byteLength() + AttributeHeader.length(EXPRESSIONS, expressions)];
        int position = empty.copyTo(bytes, 0);
        int program = Expression.encode(expressions, bytes, position + AttributeHeader.NLA_HDRLEN);
        AttributeHeader.putHeader(bytes, position, EXPRESSIONS.number() | AttributeHeader.NLA_F_NESTED, program);
        return new Rule(
                new Content(bytes, EXPRESSIONS.codec().references(expressions)),
                parts(chain, compilation),
                List.copyOf(parts),
                compilation.profile(),
                arePlain(expressions));
    }

    private static boolean arePlain(List<Expression> expressions) {
        for (Expression expression : expressions) {
            if (!(expression instanceof NetlinkObject<?> object)
                    || object.schema().isFiltered()) {
                return false;
            }
        }
        return true;
    }

    private static Compilation compile(NfFamily family, List<? extends RulePart> parts, Profile profile) {
        Compilation compilation = new Compilation(family, profile);
        for (RulePart part : parts) {
            compilation.compile(part);
        }
        if (compilation.size() > MOST_EXPRESSIONS) {
            throw new IllegalArgumentException("a rule takes at most " + MOST_EXPRESSIONS
                    + " expressions, but this one has " + compilation.size());
        }
        return compilation;
    }

    private static AnonymousParts parts(Chain chain, Compilation compilation) {
        List<AnonymousChain> chains = new ArrayList<>(0);
        for (List<? extends List<? extends RulePart>> rules : compilation.chains()) {
            chains.add(anonymous(chain, rules));
        }
        return AnonymousParts.of(compilation.sets(), chains);
    }

    private static AnonymousChain anonymous(Chain of, List<? extends List<? extends RulePart>> rules) {
        Chain chain = of.anonymous();
        return new AnonymousChain(
                chain, rules.stream().map(parts -> Rule.of(chain, parts)).toList());
    }

    /**
     * The family of its table.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public NfFamily family() {
        return Nfgenmsg.family(this);
    }

    /** The chain that it is in, by its name. */
    public Chain chain() {
        return Chain.named(get(Nfgenmsg.FAMILY), require(TABLE), require(CHAIN));
    }

    /** The table that it is in, by its name. */
    public Table table() {
        return Table.of(this);
    }

    /** The handle, the kernel's number; empty if it was not read. */
    public Optional<Long> handle() {
        return get(HANDLE);
    }

    /** The expressions, in the order in which the kernel executes them. */
    public List<Expression> expressions() {
        return get(EXPRESSIONS).orElse(List.of());
    }

    /** The anonymous sets that are added with it; none if it was read, since the kernel has them. */
    public List<AnonymousSet> sets() {
        return parts.sets();
    }

    /** The anonymous chains that are added with it; none if it was read, since the kernel has them. */
    public List<AnonymousChain> chains() {
        return parts.chains();
    }

    /** Whether one of its expressions uses a set: a lookup, dynset or objref. Does not decode them. */
    public boolean usesSets() {
        byte[] bytes = content().bytes();
        int nest = AttributeHeader.find(bytes, Nfgenmsg.LENGTH, bytes.length, EXPRESSIONS.number());
        int end = nest < 0 ? 0 : nest + AttributeHeader.attributeLength(bytes, nest);
        for (int at = nest + AttributeHeader.NLA_HDRLEN; nest >= 0 && AttributeHeader.more(at, end); ) {
            int length = AttributeHeader.attributeLength(bytes, at);
            int name = AttributeHeader.find(bytes, at + AttributeHeader.NLA_HDRLEN, at + length, EXPRESSION_NAME);
            if (name >= 0
                    && SetUse.isName(
                            bytes,
                            name + AttributeHeader.NLA_HDRLEN,
                            name + AttributeHeader.attributeLength(bytes, name))) {
                return true;
            }
            at += AttributeHeader.align(length);
        }
        return false;
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.COMMENT));
    }

    /** A copy with a comment of at most 128 bytes. */
    public Rule comment(String comment) {
        return with(USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.COMMENT, comment));
    }

    /** A copy in another chain, which may be in another table of the same family. */
    public Rule in(Chain chain) {
        if (chain.family() != family()) {
            throw new IllegalArgumentException("a rule for " + family() + " cannot be in " + chain);
        }
        return with(TABLE, chain.table().name()).with(CHAIN, chain.name());
    }

    /**
     * A copy whose statements are compiled to the bytecode of {@code profile}, and those of its anonymous chains, too. A rule that was read,
     * or whose expressions were changed, has no statements and stays as it is.
     */
    public Rule withProfile(Profile profile) {
        if (statements.isEmpty() || profile == this.profile) {
            return this;
        }
        Compilation compilation = compile(family(), statements, profile);
        List<AnonymousChain> chains =
                parts.chains().stream().map(chain -> chain.withProfile(profile)).toList();
        return new Rule(
                with(EXPRESSIONS, compilation.expressions()).content(),
                AnonymousParts.of(compilation.sets(), chains),
                statements,
                profile);
    }

    /** The profile of the bytecode that its statements were compiled to. */
    public Profile profile() {
        return profile;
    }

    /** A copy with the anonymous sets and chains that it uses, by their names in the kernel, so that it can be added elsewhere. */
    public Rule anonymous(Map<String, AnonymousSet> sets, Map<String, AnonymousChain> chains) {
        List<AnonymousSet> usedSets = new ArrayList<>();
        List<AnonymousChain> usedChains = new ArrayList<>();
        List<Expression> numbered = new ArrayList<>();
        for (Expression expression : expressions()) {
            AnonymousSet set =
                    SetUse.of(expression).map(use -> sets.get(use.set())).orElse(null);
            AnonymousChain chain =
                    ChainUse.of(expression).map(use -> chains.get(use.chain())).orElse(null);
            if (set != null) {
                usedSets.add(set);
                expression = SetUse.of(expression).orElseThrow().with(set.set().name(), usedSets.size());
            } else if (chain != null) {
                usedChains.add(chain);
                expression = ChainUse.of(expression).orElseThrow().with(usedChains.size());
            }
            numbered.add(expression);
        }
        return with(numbered, AnonymousParts.of(usedSets, usedChains));
    }

    /** A copy whose anonymous sets and chains have numbers from these on. All of them need different numbers in a transaction. */
    public Rule numbered(int firstSet, int firstChain) {
        return with(parts.renumber(expressions(), firstSet, firstChain), parts.numbered(firstSet, firstChain));
    }

    private Rule with(List<Expression> expressions, AnonymousParts changed) {
        Rule result = with(EXPRESSIONS, expressions);
        return new Rule(result.content(), changed, statements, profile);
    }

    /** The same rule as another object, since a rule that is added twice becomes two rules. */
    public Rule again() {
        return new Rule(content(), parts, statements, profile, plain);
    }

    @Override
    protected boolean isSentUnchanged() {
        return plain || super.isSentUnchanged();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Rule copy(Content content) {
        Rule copy = new Rule(content, parts, statements, profile);
        return statements.isEmpty() || copy.agrees(this, EXPRESSIONS)
                ? copy
                : new Rule(content, parts, List.of(), Profile.DEFAULT);
    }

    /** Its statements as nft lists them, in a line; an expression that has none is printed as {@code nft --debug=netlink} does. */
    @Override
    public String toString() {
        return "rule " + label() + ": "
                + decoded(RuleDecoder::decode).stream().map(Rule::text).collect(Collectors.joining(" "))
                + comment()
                        .map(text -> " comment \"" + Printable.of(text) + '"')
                        .orElse("");
    }

    private static String text(RulePart part) {
        return Printable.of(part instanceof Statement statement ? statement.listing() : part.toString());
    }

    /** The statements and expressions that it was made of; none if it was read, or if its expressions were changed. */
    public List<RulePart> original() {
        return statements;
    }

    /**
     * The statements that nft would list, and in their places the expressions that have none. They are decoded from the expressions, so a
     * rule that was read has them, too. Without its {@linkplain #sets anonymous sets}, which {@code Nft.withSets} and {@code Ruleset} add,
     * a rule names them as the kernel does: {@code @__set0}.
     *
     * <p>A rule of these statements has the same expressions again, if it is compiled to the bytecode of the profile of this rule. What
     * another program wrote in another way than nft, such as with a comparison of the protocol that is not needed, stays in the statement.
     */
    public List<RulePart> statements() {
        return decoded(RuleDecoder::decodeExactly);
    }

    private List<RulePart> decoded(Decoding decoding) {
        List<Expression> program = expressions();
        return NfFamily.ofNumber(get(Nfgenmsg.FAMILY))
                .map(family -> decoding.of(RuleDecoder.installed(), family, program, parts.context()))
                .orElseGet(() -> List.copyOf(program));
    }

    private interface Decoding {
        List<RulePart> of(RuleDecoder decoder, NfFamily family, List<Expression> program, RuleContext context);
    }

    /** Its chain and its handle, as nft names them: {@code ip nat postrouting handle 4}. */
    public String label() {
        return Nfgenmsg.label(this) + " "
                + Printable.of(get(TABLE).orElse("?")) + " "
                + get(CHAIN).map(Printable::of).orElse(has(CHAIN_ID) ? "{ ... }" : "(all)")
                + get(HANDLE).map(handle -> " handle " + handle).orElse("");
    }
}
