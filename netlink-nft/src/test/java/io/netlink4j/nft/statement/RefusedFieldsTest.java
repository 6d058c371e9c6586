package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.field.Fields.arp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.frag;
import static io.netlink4j.nft.statement.field.Fields.ipsecIn;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.rawTransport;
import static io.netlink4j.nft.statement.field.Fields.routing;
import static io.netlink4j.nft.statement.field.Fields.rt;
import static io.netlink4j.nft.statement.field.Fields.sctp;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static io.netlink4j.nft.statement.field.Fields.vlan;
import static io.netlink4j.nft.statement.field.Fields.vxlan;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.field.Ipv4Option;
import io.netlink4j.nft.statement.field.SctpChunk;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What an author can get wrong with fields is told when the statement or the rule is made. */
class RefusedFieldsTest {
    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Supplier<?> statement) {
        return assertThatThrownBy(statement::get).isInstanceOf(IllegalArgumentException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(NfFamily family, Statement... rule) {
        Compilation compilation = new Compilation(family);
        return assertThatThrownBy(() -> List.of(rule).forEach(compilation::compile))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesValuesThatAFieldDoesNotHave() {
        refused(() -> ip().dscp().oneOf(64)).hasMessage("64 is not a value of 'ip dscp', whose values are 0 to 63.");
        refused(() -> ip().dscp().oneOf("cs9")).hasMessage("'cs9' (String) is not a value of 'ip dscp'.");
        refused(() -> vlan().id().oneOf(4096)).hasMessageContaining("0 to 4095");
        refused(() -> vlan().id().oneOf("7-5")).hasMessageContaining("wrong order");
        refused(() -> vlan().id().between(7, 5)).hasMessageContaining("'vlan id' is in the wrong order");
        refused(() -> ip6().flowlabel().set(0x100000)).hasMessageContaining("1048575");
        refused(() -> ether().saddr().oneOf("00:11:22:33:44")).hasMessageContaining("'ether saddr'");
        refused(() -> ether().saddr().oneOf(5L << 48)).hasMessageContaining("'ether saddr'");
        refused(() -> arp().operation().oneOf("ask")).hasMessageContaining("'arp operation'");
        refused(() -> meta().hour().oneOf("25:00")).hasMessageContaining("'meta hour'");
        refused(() -> meta().day().oneOf("Sonntag")).hasMessageContaining("'meta day'");
        refused(() -> meta().priority().oneOf("1:2:3")).hasMessageContaining("'meta priority'");
        refused(() -> ct().helper().oneOf("a-name-that-is-too-long")).hasMessageContaining("1 to 15 bytes");
        refused(() -> ct().expiration().oneOf("soon")).hasMessageContaining("'ct expiration'");
        refused(() -> ct().label(128)).hasMessage("128 is not a bit of 'ct label', whose bits are 0 to 127.");
        refused(() -> ct().label().oneOf(-1)).hasMessageContaining("'ct label'");
        refused(() -> ip().saddr().and("10.0.0.0/8")).hasMessageContaining("takes one value");
        refused(() -> meta().mark().shiftLeft(32)).hasMessageContaining("1 to 31 bits");
        refused(() -> concat(ip().saddr(), tcp().dport()).and(1)).hasMessageContaining("several fields");
    }

    @Test
    void refusesFieldsThatDoNotExist() {
        refused(() -> rawTransport(0, 129)).hasMessageContaining("'@th,0,129' names no bits");
        refused(() -> rawTransport(-1, 8)).hasMessageContaining("names no bits");
        refused(() -> sctp().chunk(SctpChunk.Type.ABORT).field("tsn"))
                .hasMessage("A chunk 'abort' has no field 'tsn'.");
        refused(Ipv4Option.RA::addr).hasMessage("The option 'ra' has no field 'addr'.");
        refused(Ipv4Option.RR::value).hasMessage("The option 'rr' has no value; only 'ra' has one.");
        refused(() -> routing().address(0)).hasMessageContaining("numbered from 1");
        refused(() -> ipsecIn().spnum(256)).hasMessageContaining("0 to 255");
        refused(() -> socket().cgroupv2(0)).hasMessageContaining("1 to 255");
        refused(() -> numgenInc(0)).hasMessageContaining("makes no numbers");
        refused(() -> jhash(ip().saddr(), 2, 1L << 32, 0)).hasMessageContaining("32 bits");
    }

    @Test
    void refusesFieldsOfPacketsThatDoNotReachThem() {
        refused(NfFamily.INET, arp().operation().oneOf("request"))
                .hasMessage("'arp operation request' needs ARP, but a table of family inet sees no such packets.");
        refused(NfFamily.IP, frag().exists()).hasMessageContaining("needs IPv6");
        refused(NfFamily.IP6, Ipv4Option.RA.exists()).hasMessageContaining("needs IPv4");
        refused(NfFamily.ARP, ip().saddr("10.0.0.1")).hasMessageContaining("sees no such packets");
        refused(NfFamily.BRIDGE, ip().saddr("10.0.0.1"), arp().operation().oneOf("request"))
                .hasMessage("'arp operation request' needs frames with arp, but earlier matches of the rule allow only"
                        + " those with IPv4.");
        refused(NfFamily.BRIDGE, ether().type().oneOf("arp"), ip().saddr("10.0.0.1"))
                .hasMessageContaining("needs IPv4");
        refused(
                        NfFamily.IP,
                        icmp().type(IcmpType.DESTINATION_UNREACHABLE),
                        icmp().id().oneOf(5))
                .hasMessage(
                        "'icmp id 5' is a field of messages of type [8, 0], but earlier matches of the rule allow type"
                                + " [3].");
        refused(NfFamily.INET, tcp().dport(80), vxlan().vni().oneOf(5)).hasMessageContaining("udp");
        refused(
                        NfFamily.INET,
                        vxlan().inside(ip().saddr()).oneOf("10.0.0.1"),
                        vxlan().inside(ip6().saddr()).oneOf("fd00::1"))
                .hasMessageContaining("contradicts an earlier match on the packet inside");
    }

    @Test
    void refusesToSetWhatCannotBeSet() {
        refused(NfFamily.IP, meta().cpu().set(1)).hasMessage("'meta cpu' cannot be set.");
        refused(NfFamily.IP, ct().helper().set("ftp")).hasMessage("'ct helper' cannot be set.");
        refused(NfFamily.IP, rt().classid().set(1)).hasMessage("'rt classid' cannot be set.");
        refused(NfFamily.IP6, frag().id().set(1)).hasMessage("'frag id' cannot be set.");
        refused(NfFamily.IP, meta().mark().and(1).set(1)).hasMessageContaining("cannot be set");
        refused(NfFamily.IP, ip().dscp().set(ip().dscp())).hasMessageContaining("can only be set to a constant");
        refused(NfFamily.IP, ip().saddr().set(tcp().dport())).hasMessageContaining("length of 'ip saddr'");
        refused(NfFamily.IP, ct().zone().set(meta().mark())).hasMessageContaining("length of 'ct zone'");
    }
}
