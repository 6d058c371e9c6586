package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.ctCount;
import static io.netlink4j.nft.statement.action.Actions.dnatPrefixTo;
import static io.netlink4j.nft.statement.action.Actions.dupTo;
import static io.netlink4j.nft.statement.action.Actions.dupToLink;
import static io.netlink4j.nft.statement.action.Actions.fwdTo;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.action.Actions.quota;
import static io.netlink4j.nft.statement.action.Actions.redirectTo;
import static io.netlink4j.nft.statement.action.Actions.synproxy;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.action.Actions.use;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What an author can get wrong with actions is told when the statement or the rule is made. */
class RefusedActionsTest {
    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Supplier<?> statement) {
        return assertThatThrownBy(statement::get).isInstanceOf(IllegalArgumentException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(NfFamily family, Statement... rule) {
        Compilation compilation = new Compilation(family);
        return assertThatThrownBy(() -> List.of(rule).forEach(compilation::compile))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        refused(() -> quota(0)).hasMessage("A quota has 1 byte or more, not 0.");
        refused(() -> ctCount(-1)).hasMessageContaining("not negative");
        refused(() -> queueTo(65536)).hasMessageContaining("0 to 65535");
        refused(() -> queueTo(5, 4)).hasMessageContaining("in order");
        refused(() -> queueTo(5).fanout())
                .hasMessage("'queue to 5' has one queue only, so there is nothing to choose.");
        refused(() -> synproxy().mss(0)).hasMessageContaining("1 to 65535 bytes");
        refused(() -> synproxy().wscale(15)).hasMessageContaining("0 to 14 bits");
        refused(() -> tproxyTo(65536)).hasMessageContaining("65536");
    }

    @Test
    void refusesActionsInTablesWhereTheyAreNot() {
        refused(NfFamily.IP, fwdTo("eth0"))
                .hasMessage("'fwd to \"eth0\"' cannot be in a table of family ip, only in one of [netdev].");
        refused(NfFamily.INET, dupTo(IpAddress.of("10.0.0.1"))).hasMessageContaining("[ip, ip6]");
        refused(NfFamily.IP, dupToLink("eth0")).hasMessageContaining("[netdev]");
        refused(NfFamily.BRIDGE, tcp().dport(80), tproxyTo(80)).hasMessageContaining("[ip, ip6, inet]");
        refused(NfFamily.IP, dupTo(IpAddress.of("fd00::1"))).hasMessageContaining("needs IPv6");
        refused(NfFamily.IP6, dnatPrefixTo(IpPrefix.of("10.0.0.0/8"))).hasMessageContaining("needs IPv4");
        refused(NfFamily.INET, ip6().saddr("fd00::1"), tcp().dport(80), tproxyTo(IpAddress.of("10.0.0.1")))
                .hasMessageContaining("needs IPv4");
    }

    @Test
    void refusesActionsThatNeedMore() {
        refused(NfFamily.IP, tproxyTo(80)).hasMessageContaining("must match one of them first");
        refused(NfFamily.IP, meta().l4proto(IpProtocol.ICMP), tproxyTo(80)).hasMessageContaining("needs tcp or udp");
        refused(NfFamily.IP, redirectTo(map(ip().saddr(), entry("10.0.0.1", 80))))
                .hasMessageContaining("must match the transport protocol first");
        refused(NfFamily.IP, use(ObjectType.COUNTER, map(ip().saddr(), entry("10.0.0.1", 80))))
                .hasMessage("'80' does not name a counter; a map to objects has their names.");
        refused(NfFamily.IP, dnatPrefixTo(IpFamily.IPV4, map(ip().daddr(), entry("10.0.0.0/8", "fd00::/8"))))
                .hasMessageContaining("IPv6");
    }
}
