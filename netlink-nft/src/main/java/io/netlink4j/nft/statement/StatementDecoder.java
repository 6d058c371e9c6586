package io.netlink4j.nft.statement;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Decoder;
import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.decode.Vocabulary;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Limit;
import io.netlink4j.nft.expression.Log;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.Notrack;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Decodes rules for {@code Rule.statements()}: finds the statement that each expression belongs to, which decodes it. */
@SuppressWarnings("exports") // public for ServiceLoader only
public class StatementDecoder implements RuleDecoder {
    private static final Map<Verdict, Statement> VERDICTS = Map.of(
            Verdict.ACCEPT, Statements.accept(),
            Verdict.DROP, Statements.drop(),
            Verdict.CONTINUE, Statements.continueBelow(),
            Verdict.RETURN, Statements.returnToCaller());

    private final BiFunction<Expression, Inputs, Optional<? extends Statement>> more;

    /** A decoder that asks {@code more} for what has no statement in this package. */
    protected StatementDecoder(BiFunction<Expression, Inputs, Optional<? extends Statement>> more) {
        this.more = more;
    }

    @Override
    public final List<RulePart> decode(NfFamily family, List<Expression> expressions, RuleContext context) {
        return Decoder.decode(family, expressions, context, new Words(more));
    }

    @Override
    public final List<RulePart> decodeExactly(NfFamily family, List<Expression> expressions, RuleContext context) {
        return Decoder.decodeExactly(family, expressions, context, new Words(more));
    }

    /** The statement of each class of expressions. */
    private record Words(BiFunction<Expression, Inputs, Optional<? extends Statement>> more) implements Vocabulary {
        @Override
        public RulePart match(Selection on, Operand operand, boolean negated) {
            return Match.of(on, operand, negated);
        }

        @Override
        public Optional<RulePart> action(Expression expression, Inputs inputs) {
            Optional<? extends Statement> known = statement(expression, inputs);
            return (known.isPresent() ? known : more.apply(expression, inputs)).map(statement -> statement);
        }
    }

    /** The statement of an expression that is no comparison; empty if there is none. */
    static Optional<? extends Statement> statement(Expression expression, Inputs inputs) {
        return switch (expression) {
            case Immediate immediate -> immediate.verdict().flatMap(StatementDecoder::verdict);
            case Lookup lookup -> Lookups.VerdictMap.decode(lookup, inputs);
            case Counter counter -> Optional.of(counter(counter, inputs.stateless()));
            case Limit limit -> LimitStatement.decode(limit);
            case Log log -> LogStatement.decode(log);
            case Reject reject -> RejectStatement.decode(reject, inputs);
            case Notrack notrack -> Optional.of(Statements.notrack());
            case Nat nat -> NatStatement.decode(nat, inputs);
            case Masq masq -> NatStatement.decode(masq, inputs);
            case Redir redir -> NatStatement.decode(redir, inputs);
            case Meta meta -> FieldStatement.decode(meta, meta.register(), inputs);
            case Ct ct -> FieldStatement.decode(ct, ct.register(), inputs);
            case Payload payload -> FieldStatement.decode(payload, inputs);
            case Exthdr option -> FieldStatement.decode(option, inputs);
            case Dynset dynset -> SetStatement.decode(dynset, inputs);
            case Objref object when !object.has(Objref.IMM_NAME) -> ObjectMap.decode(object, inputs);
            default -> PlainStatement.decode(expression, inputs);
        };
    }

    /** The object that a map has for the packet. */
    private record ObjectMap(Objref object, ValueMap map, Optional<AnonymousSet> own, String words)
            implements Statement {
        static Optional<ObjectMap> decode(Objref object, Inputs inputs) {
            return inputs.map(
                            object,
                            object.get(Objref.SET_SREG).orElse(0),
                            object.get(Objref.SET_NAME).orElse(""),
                            element -> '"' + element.get(SetElement.OBJREF).orElse("") + '"')
                    .map(map -> new ObjectMap(object, map, inputs.anonymous(object), words(object, inputs)));
        }

        private static String words(Objref object, Inputs inputs) {
            return inputs.anonymous(object)
                    .map(AnonymousSet::set)
                    .or(() -> inputs.named(object.get(Objref.SET_NAME).orElse("")))
                    .flatMap(set -> set.get(NamedSet.OBJ_TYPE))
                    .map(PlainStatement::object)
                    .orElse("object");
        }

        @Override
        public void compile(Compilation compilation) {
            map.on().require(compilation, this);
            map.on().load(compilation, own.filter(set -> set.set().isInterval()).isPresent());
            compilation.add(own.<Expression>map(set -> object.with(Objref.SET_ID, compilation.add(set)))
                    .orElse(object));
        }

        @Override
        public String toString() {
            return words + " " + map.on() + " map " + map.text(Object::toString);
        }
    }

    private static Statement counter(Counter counter, boolean stateless) {
        return stateless
                ? new PlainStatement(counter, "counter")
                : Statements.counter(counter.packets(), counter.bytes());
    }

    /** The statement of a verdict; empty if it leads to a chain without a name. */
    private static Optional<Statement> verdict(Verdict verdict) {
        Optional<Statement> led =
                verdict.chain().map(chain -> verdict.isJump() ? Statements.jump(chain) : Statements.goTo(chain));
        return led.or(() -> Optional.ofNullable(VERDICTS.get(verdict)));
    }

    /** The value of an element of a map of verdicts. */
    static Object verdict(SetElement element) {
        return element.value()
                .flatMap(data -> data.get(Data.VERDICT))
                .<Object>flatMap(StatementDecoder::verdict)
                .orElse(element);
    }

    /** The value of an element of a map, in the syntax of nft; the index of a link whose name is not known is a number. */
    protected static Object value(SetElement element, Selection type, Elements elements) {
        byte[] value = element.value().map(Data::bytes).orElseGet(() -> new byte[0]);
        Element read = elements.read(type, value, value);
        String text = read.text(type.inMap());
        return type.equals(Selection.of(MetaFields.OIF)) && read instanceof Element.ValueRange
                ? Long.valueOf(text)
                : text;
    }

    /** The lookup in a map that was decoded. */
    protected static MapLookup lookup(ValueMap map) {
        return new MapLookup(map);
    }
}
