package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.expression.Queue;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.statement.MapLookup;
import io.netlink4j.nft.statement.StatementDecoder;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Decodes actions, too. */
public final class ActionDecoder extends StatementDecoder {
    /** For {@link java.util.ServiceLoader}. */
    public ActionDecoder() {
        super(ActionDecoder::action);
    }

    private static Optional<? extends Statement> action(Expression expression, Inputs inputs) {
        return switch (expression) {
            case Dup dup -> dup(dup, inputs);
            case Fwd fwd -> fwd(fwd, inputs);
            case Tproxy proxy -> proxy(proxy, inputs);
            case Queue queue when !queue.has(Queue.SREG_QNUM) -> Optional.of(queue(queue));
            case Nat nat when nat.has(Nat.REG_ADDR_MIN) -> ranges(nat, inputs);
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

    private static Optional<String> link(Optional<Integer> register, Inputs inputs) {
        return register.flatMap(from -> inputs.constant(from, Field.OIF))
                .flatMap(
                        value -> value instanceof Element.LinkName(String name) ? Optional.of(name) : Optional.empty());
    }

    private static Optional<Statement> dup(Dup dup, Inputs inputs) {
        Optional<IpAddress> address = address(dup.get(Dup.SREG_ADDR), inputs);
        Optional<String> device = link(dup.get(Dup.SREG_DEV), inputs);
        return address.isPresent() == dup.has(Dup.SREG_ADDR) && device.isPresent() == dup.has(Dup.SREG_DEV)
                ? Optional.of(new DupStatement(address, Optional.empty(), device))
                : Optional.empty();
    }

    private static Optional<Statement> fwd(Fwd fwd, Inputs inputs) {
        Optional<IpAddress> address = address(fwd.get(Fwd.SREG_ADDR), inputs);
        Optional<String> device = link(fwd.get(Fwd.SREG_DEV), inputs);
        return address.isPresent() == fwd.has(Fwd.SREG_ADDR) && device.isPresent()
                ? Optional.of(new FwdStatement(device, Optional.empty(), address))
                : Optional.empty();
    }

    private static Optional<Statement> proxy(Tproxy proxy, Inputs inputs) {
        Optional<IpAddress> address = address(proxy.get(Tproxy.REG_ADDR), inputs);
        Optional<PortRange> port =
                proxy.get(Tproxy.REG_PORT).flatMap(inputs::constant).map(bytes -> PortRange.of(number(bytes)));
        return address.isPresent() == proxy.has(Tproxy.REG_ADDR) && port.isPresent() == proxy.has(Tproxy.REG_PORT)
                ? Optional.of(new TproxyStatement(address, port, inputs.family() == NfFamily.INET))
                : Optional.empty();
    }

    private static int number(byte[] port) {
        return new BigInteger(1, port).intValue();
    }

    private static QueueStatement queue(Queue queue) {
        int first = queue.get(Queue.NUM).orElse(0);
        QueueStatement numbers = QueueStatement.of(
                first, first + Math.max(1, queue.get(Queue.TOTAL).orElse(1)) - 1);
        int flags = queue.get(Queue.FLAGS).orElse(0);
        numbers = (flags & Queue.FLAG_BYPASS) != 0 ? numbers.bypass() : numbers;
        return (flags & Queue.FLAG_FANOUT) != 0 && queue.get(Queue.TOTAL).orElse(1) > 1 ? numbers.fanout() : numbers;
    }

    private static Optional<Statement> ports(PortNat.Kind kind, Optional<Integer> register, int flags, Inputs inputs) {
        Selection type = Selection.of(Field.TH_DPORT);
        return register.filter(from -> (flags & ~NatFlags.PROTO_SPECIFIED) == 0)
                .flatMap(from -> inputs.map(from, element -> value(element, type, inputs.elements())))
                .map(map -> new PortNat(kind, lookup(map.withValues(type.key()))));
    }

    /** A translation to networks, or to the ranges that a map has. */
    private static Optional<Statement> ranges(Nat nat, Inputs inputs) {
        boolean prefix = (nat.flags() & NatFlags.NETMAP) != 0;
        int low = nat.get(Nat.REG_ADDR_MIN).orElse(0);
        int high = nat.get(Nat.REG_ADDR_MAX).orElse(low);
        boolean other = (nat.flags() & ~(NatFlags.NETMAP | NatFlags.MAP_IPS)) != 0;
        if (low == high || other || nat.has(Nat.REG_PROTO_MIN)) {
            return Optional.empty();
        }
        IpFamily version = nat.family().equals(Optional.of(NfFamily.IP6)) ? IpFamily.IPV6 : IpFamily.IPV4;
        Selection type = Selection.of(Constants.addressField(version));
        Optional<IpPrefix> network = address(Optional.of(low), inputs)
                .flatMap(first -> address(Optional.of(high), inputs)
                        .flatMap(last -> AddressRange.of(first, last).network()));
        Optional<MapLookup> map = inputs.map(low, element -> range(element, type, inputs))
                .map(values -> lookup(values.withValues(type.key())));
        return network.isPresent() || map.isPresent()
                ? Optional.of(new RangeNat(nat.isSource(), prefix, version, network, map))
                : Optional.empty();
    }

    private static Object range(SetElement element, Selection type, Inputs inputs) {
        byte[] both = element.value().map(Data::bytes).orElseGet(() -> new byte[0]);
        int half = both.length / 2;
        return inputs.elements()
                .read(type, Arrays.copyOf(both, half), Arrays.copyOfRange(both, half, both.length))
                .text(type);
    }
}
