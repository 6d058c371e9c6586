package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.statement.MapLookup;

/** The address, the port or the link that packets are led to: a constant, a range of constants, or what a map has for the packet. */
sealed interface Target {
    /** Loads it into {@code register}, and the last value of a range into the next one; returns the registers. */
    int[] load(Compilation compilation, int register, Statement subject);

    /** Adds the guards of what it is looked up by, which come before anything is loaded. */
    default void require(Compilation compilation, Statement subject) {}

    private static int[] load(Compilation compilation, int register, byte[] first, byte[] last, boolean single) {
        compilation.add(Immediate.value(register, first));
        if (single) {
            return new int[] {register};
        }
        compilation.add(Immediate.value(register + 1, last));
        return new int[] {register, register + 1};
    }

    /** Constant addresses. */
    record Addresses(AddressRange range) implements Target {
        @Override
        public int[] load(Compilation compilation, int register, Statement subject) {
            byte[] first = range.first().toByteArray();
            return Target.load(compilation, register, first, range.last().toByteArray(), range.isSingle());
        }

        @Override
        public String toString() {
            String first = text(range.first());
            return range.isSingle() ? first : first + "-" + text(range.last());
        }

        private static String text(IpAddress address) {
            return address.family() == IpFamily.IPV6 ? "[" + ValueFormat.address(address) + "]" : address.toString();
        }
    }

    /** Constant ports. */
    record Ports(PortRange range) implements Target {
        @Override
        public int[] load(Compilation compilation, int register, Statement subject) {
            return Target.load(
                    compilation,
                    register,
                    Numbers.of(range.first(), Short.BYTES),
                    Numbers.of(range.last(), Short.BYTES),
                    range.first() == range.last());
        }

        @Override
        public String toString() {
            return range.toString();
        }
    }

    /** A link, whose index is looked up when the rule is sent. */
    record Link(Element link) implements Target {
        static Link named(String name) {
            return new Link(Operands.link(MetaFields.OIF, name));
        }

        @Override
        public int[] load(Compilation compilation, int register, Statement subject) {
            compilation.add(Immediate.value(register, new byte[Integer.BYTES])
                    .with(Immediate.DATA, link.data(Selection.of(MetaFields.OIF))));
            return new int[] {register};
        }

        /** Its name or index in the syntax of nft. */
        @Override
        public String toString() {
            return link.text(Selection.of(MetaFields.OIF));
        }
    }

    /** An address. */
    static Target of(IpAddress address) {
        return new Addresses(AddressRange.of(address, address));
    }

    /** The address that a map has. */
    static Target of(IpFamily version, MapLookup addresses) {
        return new Mapped(addresses, Constants.addressField(version));
    }

    /** Ports. */
    static Target of(PortRange ports) {
        return new Ports(ports);
    }

    /** The port that a map has. */
    static Target port(MapLookup ports) {
        return new Mapped(ports, TransportFields.TH_DPORT);
    }

    /** The link that a map has. */
    static Target link(MapLookup links) {
        return new Mapped(links, MetaFields.OIF);
    }

    /** A map, and a field with the type of its values. */
    record Mapped(MapLookup map, Field type) implements Target {
        @Override
        public void require(Compilation compilation, Statement subject) {
            map.require(compilation, subject);
        }

        @Override
        public int[] load(Compilation compilation, int register, Statement subject) {
            map.load(Selection.of(type), compilation, subject, register);
            return new int[] {register};
        }

        @Override
        public String toString() {
            return map.text(Selection.of(type));
        }
    }
}
