package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Queue;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import io.netlink4j.nft.statement.StatementDecoder;
import java.util.Optional;

/** Decodes actions, too. */
public final class ActionDecoder extends StatementDecoder {
    /** For {@link java.util.ServiceLoader}. */
    public ActionDecoder() {
        super(ActionDecoder::action);
    }

    private static Optional<? extends Statement> action(Expression expression, Inputs inputs) {
        return switch (expression) {
            case Immediate immediate ->
                inputs.chain(immediate)
                        .map(rules -> new InlineChain(
                                immediate.verdict().filter(Verdict::isJump).isPresent(), rules));
            case Dup dup -> dup(dup, inputs);
            case Fwd fwd -> fwd(fwd, inputs);
            case Tproxy proxy -> proxy(proxy, inputs);
            case Queue queue -> queue(queue, inputs);
            case Nat nat when nat.has(Nat.REG_ADDR_MIN) -> NatDecoder.decode(nat, inputs);
            case Nat nat ->
                ports(
                        nat.isSource() ? PortNat.Kind.SNAT : PortNat.Kind.DNAT,
                        nat.get(Nat.REG_PROTO_MIN),
                        nat.flags(),
                        inputs);
            case Redir redir -> ports(PortNat.Kind.REDIRECT, redir.get(Redir.REG_PROTO_MIN), redir.flags(), inputs);
            case Masq masq -> ports(PortNat.Kind.MASQUERADE, masq.get(Masq.REG_PROTO_MIN), masq.flags(), inputs);
            default -> Optional.empty();
        };
    }

    private static Optional<IpAddress> address(Optional<Integer> register, Inputs inputs) {
        return register.flatMap(inputs::constant)
                .filter(bytes -> bytes.length == 4 || bytes.length == 16)
                .map(IpAddress::of);
    }

    private static Optional<Target> link(Optional<Integer> register, Inputs inputs) {
        Optional<Target> link =
                register.flatMap(from -> inputs.constant(from, MetaFields.OIF)).map(Target.Link::new);
        return link.or(() -> map(register, Selection.of(MetaFields.OIF), inputs).map(Target::link));
    }

    /** The lookup in a map with values of a type. */
    static MapLookup lookUp(ValueMap map, Selection type) {
        return lookup(map.withValues(type.key()));
    }

    /** The map of which a register has the value. */
    static Optional<MapLookup> map(int register, Selection type, Inputs inputs) {
        return inputs.map(register, element -> value(element, type, inputs.elements()))
                .map(map -> lookUp(map, type));
    }

    private static Optional<MapLookup> map(Optional<Integer> register, Selection type, Inputs inputs) {
        return register.flatMap(from -> map(from, type, inputs));
    }

    private static Optional<Statement> dup(Dup dup, Inputs inputs) {
        Optional<IpAddress> gateway = address(dup.get(Dup.SREG_ADDR), inputs);
        IpFamily version = inputs.family() == NfFamily.IP6 ? IpFamily.IPV6 : IpFamily.IPV4;
        Optional<MapLookup> gateways =
                map(dup.get(Dup.SREG_ADDR), Selection.of(Constants.addressField(version)), inputs);
        Optional<Target> device = link(dup.get(Dup.SREG_DEV), inputs);
        return dup.has(Dup.SREG_ADDR) == (gateway.isPresent() || gateways.isPresent())
                        && dup.has(Dup.SREG_DEV) == device.isPresent()
                ? Optional.of(new DupStatement(gateway, gateways, device))
                : Optional.empty();
    }

    private static Optional<Statement> fwd(Fwd fwd, Inputs inputs) {
        Optional<IpFamily> version = fwd.get(Fwd.NFPROTO).flatMap(IpFamily::ofNumber);
        Optional<Target> gateway = fwd.get(Fwd.SREG_ADDR)
                .flatMap(register -> version.flatMap(
                        ip -> NatDecoder.address(register, register, Constants.addressField(ip), inputs)));
        return gateway.isPresent() == fwd.has(Fwd.SREG_ADDR)
                ? link(fwd.get(Fwd.SREG_DEV), inputs)
                        .map(device -> new FwdStatement(device, gateway, version.filter(ip -> gateway.isPresent())))
                : Optional.empty();
    }

    private static Optional<Statement> proxy(Tproxy proxy, Inputs inputs) {
        Optional<IpFamily> version = proxy.get(Tproxy.FAMILY).flatMap(IpFamily::ofNumber);
        Field type = Constants.addressField(version.orElse(IpFamily.IPV4));
        Optional<Target> port =
                proxy.get(Tproxy.REG_PORT).flatMap(register -> NatDecoder.port(register, register, inputs));
        inputs.keepGuards();
        Optional<Target> address =
                proxy.get(Tproxy.REG_ADDR).flatMap(register -> NatDecoder.address(register, register, type, inputs));
        // nft lists the IP version before a fixed address
        if (address.isPresent() && !(address.get() instanceof Target.Addresses)) {
            inputs.dropGuard(PayloadBase.NETWORK);
        }
        boolean inet = inputs.family() == NfFamily.INET;
        return address.isPresent() == proxy.has(Tproxy.REG_ADDR) && port.isPresent() == proxy.has(Tproxy.REG_PORT)
                ? Optional.of(
                        new TproxyStatement(address, port, version.filter(ip -> inet || address.isPresent()), inet))
                : Optional.empty();
    }

    private static Optional<QueueStatement> queue(Queue queue, Inputs inputs) {
        int flags = queue.get(Queue.FLAGS).orElse(0);
        int total = Math.max(1, queue.get(Queue.TOTAL).orElse(1));
        int first = queue.get(Queue.NUM).orElse(0);
        Optional<Integer> register = queue.get(Queue.SREG_QNUM);
        Optional<QueueStatement> numbers = register.isEmpty()
                ? Optional.of(QueueStatement.of(first, first + total - 1))
                : map(register, QueueStatement.numbers(), inputs)
                        .map(QueueStatement::of)
                        .or(() -> inputs.computed(register.get()).map(field -> QueueStatement.of(Selection.of(field))));
        return numbers.map(statement -> (flags & Queue.FLAG_BYPASS) != 0 ? statement.bypass() : statement)
                .map(statement -> (flags & Queue.FLAG_FANOUT) != 0 && (total > 1 || register.isPresent())
                        ? statement.fanout()
                        : statement);
    }

    private static Optional<Statement> ports(PortNat.Kind kind, Optional<Integer> register, int flags, Inputs inputs) {
        return NatDecoder.flags(flags)
                .flatMap(words -> map(register, Selection.of(TransportFields.TH_DPORT), inputs)
                        .map(map -> new PortNat(kind, map, words)));
    }
}
