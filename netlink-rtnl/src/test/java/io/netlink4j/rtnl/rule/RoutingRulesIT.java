package io.netlink4j.rtnl.rule;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.core.address.IpFamily.IPV6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteTable;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.Cost;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class RoutingRulesIT {
    private static final RoutingRule SIX = RoutingRule.of(IPV6);
    private static final RoutingRule FOUR = RoutingRule.of(IPV4);

    /** The arguments of {@code ip rule add}, and the same rule. */
    private static final UidRange USERS = users();

    private static final Map<String, RoutingRule> RULES = Map.ofEntries(
            Map.entry("prio 100", FOUR.priority(100)),
            Map.entry(
                    "from 10.0.0.0/8 table 77 prio 101",
                    FOUR.from("10.0.0.0/8").table(77).priority(101)),
            Map.entry(
                    "to 10.9.9.9 table 70000 prio 102",
                    FOUR.to("10.9.9.9").table(70000).priority(102)),
            Map.entry(
                    "not from 10.9.0.0/16 prio 103",
                    FOUR.from("10.9.0.0/16").inverted().priority(103)),
            Map.entry(
                    "iif d0 oif lo table local prio 104",
                    FOUR.iif("d0").oif("lo").table(RouteTable.LOCAL).priority(104)),
            Map.entry("iif nowhere prio 105", FOUR.iif("nowhere").priority(105)),
            Map.entry("fwmark 0x10 prio 106", FOUR.fwmark(16).priority(106)),
            Map.entry("fwmark 0x10/0xff prio 107", FOUR.fwmark(16, 0xff).priority(107)),
            Map.entry("fwmark 0/1 prio 108", FOUR.fwmark(0, 1).priority(108)),
            Map.entry("goto 32766 prio 109", FOUR.gotoPriority(32766).priority(109)),
            Map.entry("goto 9000 prio 110", FOUR.gotoPriority(9000).priority(110)),
            Map.entry(
                    "from 10.1.0.0/16 blackhole prio 111",
                    FOUR.from("10.1.0.0/16").action(RuleAction.BLACKHOLE).priority(111)),
            Map.entry(
                    "from 10.2.0.0/16 unreachable prio 112",
                    FOUR.from("10.2.0.0/16").action(RuleAction.UNREACHABLE).priority(112)),
            Map.entry(
                    "from 10.3.0.0/16 prohibit prio 113",
                    FOUR.from("10.3.0.0/16").action(RuleAction.PROHIBIT).priority(113)),
            Map.entry("nop prio 114", FOUR.action(RuleAction.NOP).priority(114)),
            Map.entry(
                    "table main suppress_prefixlength 0 prio 115",
                    FOUR.table(RouteTable.MAIN).suppressPrefixLength(0).priority(115)),
            Map.entry(
                    "table main suppress_ifgroup 4 prio 116",
                    FOUR.table(RouteTable.MAIN).suppressGroup(4).priority(116)),
            Map.entry(
                    "ipproto tcp sport 5 dport 6-9 prio 117",
                    FOUR.ipProtocol(6)
                            .sourcePorts(new PortRange(5, 5))
                            .destinationPorts(new PortRange(6, 9))
                            .priority(117)),
            Map.entry("ipproto 99 prio 118", FOUR.ipProtocol(99).priority(118)),
            Map.entry(
                    "uidrange " + USERS.first() + "-" + USERS.last() + " prio 119",
                    FOUR.uids(USERS).priority(119)),
            Map.entry("tun_id 18446744073709551615 prio 120", FOUR.tunnelId(-1).priority(120)),
            Map.entry("tos 0x10 prio 121", FOUR.tos(16).priority(121)),
            Map.entry("realms 1/2 prio 122", FOUR.realms(1, 2).priority(122)),
            Map.entry(
                    "protocol static prio 123",
                    FOUR.protocol(RouteProtocol.STATIC).priority(123)),
            Map.entry(
                    "from 2001:db8::/32 to fd00::1 table 5 prio 124",
                    SIX.from("2001:db8::/32").to("fd00::1").table(5).priority(124)),
            Map.entry(
                    "from fd00::/8 unreachable prio 125",
                    SIX.from("fd00::/8").action(RuleAction.UNREACHABLE).priority(125)));

    /** The kernel accepts the users of this user namespace only: without root, there is one. */
    private static UidRange users() {
        try {
            long count = Long.parseLong(
                    Files.readString(Path.of("/proc/self/uid_map")).strip().split("\\s+")[2]);
            return count == 1 ? new UidRange(0, 0) : new UidRange(1, count - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ourRulesAreShownLikeThoseOfIp(Namespaces namespaces) {
        RouteTestNamespace theirs = new RouteTestNamespace(namespaces);
        RouteTestNamespace ours = new RouteTestNamespace(namespaces);
        RULES.forEach((line, rule) -> {
            theirs.ip(family(rule) + " rule add " + line);
            RoutingRule added = ours.rtnl().rules().add(rule);
            assertThat(added.priority()).isEqualTo(rule.priority());
            assertThat(RuleMatch.agrees(rule, added))
                    .as("%s answers %s", rule, added)
                    .isTrue();
        });
        same(ours, theirs);
    }

    /** The kernel does not report the priority 0, and a request without a priority would be about a rule of another one. */
    @Test
    void listedRulesOfPriority0AreDeletedAndAddedAsTheyWere(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RoutingRules rules = room.rtnl().rules();
        for (RoutingRule rule : List.of(FOUR, SIX)) {
            room.ip(family(rule) + " rule add prio 0 table 7");
            room.ip(family(rule) + " rule add prio 9 table 7");
            String shown = room.ask(family(rule) + " rule");
            RoutingRule listed = rules.get(rule.table(7));
            assertThat(listed.priority()).isZero();
            assertThatThrownBy(() -> rules.add(listed)).isInstanceOf(NetlinkException.AlreadyExists.class);
            assertThat(rules.replace(listed)).isEqualTo(listed);

            rules.delete(listed);
            assertThat(rules.find(listed)).isEmpty();
            assertThatThrownBy(() -> rules.delete(listed)).isInstanceOf(NetlinkException.NotFound.class);
            assertThat(rules.add(listed)).isEqualTo(listed);
            assertThat(room.ask(family(rule) + " rule")).isEqualTo(shown);
        }
    }

    /** The kernel deletes the first rule that has what is set in a request, so a listed rule might take one with more conditions along. */
    @Test
    void noOtherRuleIsDeletedForAListedOne(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RoutingRules rules = room.rtnl().rules();
        RoutingRuleFilter nine = RoutingRuleFilter.all().priority(9);
        RoutingRule plain = FOUR.priority(9).table(7);
        for (RoutingRule special : List.of(plain.iif("d0"), plain.fwmark(1), plain.protocol(new RouteProtocol(99)))) {
            RoutingRule first = rules.add(special);
            RoutingRule second = rules.add(plain);
            assertThat(rules.get(second)).isEqualTo(second);
            assertThatThrownBy(() -> rules.delete(second))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("the kernel would delete another rule, which comes before it")
                    .hasMessageEndingWith(first.toString());
            assertThat(rules.deleteAll(List.of(second)).failures()).hasSize(1);
            assertThat(rules.list(nine)).containsExactly(first, second);

            rules.deleteAll(List.of(first, second)).orThrow();
            assertThat(rules.list(nine)).isEmpty();
            rules.add(first);
            assertThatThrownBy(() -> rules.delete(second)).isInstanceOf(NetlinkException.NotFound.class);
            assertThat(rules.list(nine)).containsExactly(first);
            rules.delete(plain);
            assertThat(rules.list(nine)).isEmpty();
        }
        rules.add(plain.iif("d0").protocol(new RouteProtocol(99)));
        rules.add(plain.protocol(new RouteProtocol(99)));
        rules.add(plain.iif("d0"));
        assertThatThrownBy(() -> rules.flush(nine.protocol(new RouteProtocol(0))))
                .isInstanceOf(NetlinkException.NotSupported.class);
        assertThat(rules.list(nine)).hasSize(3);
        assertThat(rules.flush(nine.protocol(new RouteProtocol(99)))).hasSize(2);
        assertThat(rules.flush(nine)).hasSize(1);
    }

    @Test
    void manyListedRulesAreDeletedAtOnce(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RoutingRules rules = room.rtnl().rules();
        List<RoutingRule> before = rules.list();
        List<RoutingRule> many = IntStream.range(1000, 3000)
                .mapToObj(priority -> FOUR.priority(priority).table(7))
                .toList();
        rules.addAll(many).orThrow();
        List<RoutingRule> listed = new ArrayList<>();
        long ofList = Cost.of(() -> listed.addAll(rules.list())).bytes();
        listed.removeAll(before);
        assertThat(listed).hasSize(many.size());
        long ofAll = Cost.of(() -> rules.deleteAll(listed).orThrow()).bytes();
        assertThat(ofAll).as("a list for each rule allocates more").isLessThan(ofList * many.size() / 10);
        assertThat(rules.list()).isEqualTo(before);
    }

    @Test
    void rulesOfIpAreReadAsIpShowsThem(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RULES.forEach((line, rule) -> room.ip(family(rule) + " rule add " + line));
        for (IpFamily family : IpFamily.values()) {
            List<String> shown = room.ask((family == IPV4 ? "-4" : "-6") + " rule show")
                    .lines()
                    .map(line -> line.replaceAll("\\s+", " ").strip())
                    .toList();
            assertThat(room.rtnl().rules().list(RoutingRuleFilter.all().family(family)))
                    .extracting(RoutingRule::toString)
                    .containsExactlyElementsOf(shown);
        }
    }

    @Test
    void listedRulesAreDeletedAndAddedAgain(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RouteTestNamespace other = new RouteTestNamespace(namespaces);
        RULES.forEach((line, rule) -> room.ip(family(rule) + " rule add " + line));
        RoutingRules rules = room.rtnl().rules();
        List<RoutingRule> listed = rules.list();
        other.rtnl().rules().flush(RoutingRuleFilter.all());
        other.rtnl().rules().addAll(listed).orThrow();
        same(other, room);
        for (RoutingRule rule : listed) {
            assertThat(rules.deleteIfExists(rule)).as("%s", rule).isTrue();
            assertThat(rules.find(rule)).as("%s", rule).isEmpty();
        }
        assertThat(rules.list()).isEmpty();
        assertThat(room.ask("rule show")).isBlank();
    }

    @Test
    void verbsKeepTheirContracts(Namespaces namespaces) {
        RoutingRules rules = new RouteTestNamespace(namespaces).rtnl().rules();
        RoutingRule rule = FOUR.from("10.0.0.0/8").table(100).priority(1000);
        RoutingRule added = rules.add(rule);
        assertThatThrownBy(() -> rules.add(rule))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("there is such a rule already (EEXIST)");
        assertThat(rules.replace(rule)).isEqualTo(added);
        assertThat(rules.get(FOUR.priority(1000))).isEqualTo(added);
        assertThat(rules.list(RoutingRuleFilter.all().table(100))).containsExactly(added);
        assertThat(rules.list(RoutingRuleFilter.all().priority(1000).family(IPV6)))
                .isEmpty();
        assertThatThrownBy(() -> rules.change(rule)).isInstanceOf(NetlinkException.NotSupported.class);
        rules.delete(FOUR.priority(1000));
        assertThat(rules.deleteIfExists(rule)).isFalse();
        assertThatThrownBy(() -> rules.delete(rule))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such rule (ENOENT)");
        assertThatThrownBy(() -> rules.get(rule)).isInstanceOf(NetlinkException.NotFound.class);
    }

    /** Old versions of {@code ip} do not know them. */
    @Test
    void newerSelectorsAreReadBack(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RoutingRules rules = room.rtnl().rules();
        for (RoutingRule rule : List.of(
                FOUR.dscp(10).priority(200),
                FOUR.dscp(0x20, 0x30).priority(201),
                SIX.flowLabel(0x12345, 0xfffff).priority(202),
                SIX.flowLabel(0x12000, 0xff000).priority(203),
                FOUR.ipProtocol(17).destinationPort(0x1000, 0xf000).priority(204),
                FOUR.ipProtocol(17).sourcePort(0x2000, 0xf000).priority(205))) {
            Optional<RoutingRule> added = add(rules, rule);
            added.ifPresentOrElse(
                    there -> {
                        assertThat(RuleMatch.agrees(rule, there))
                                .as("%s answers %s", rule, there)
                                .isTrue();
                        if (room.runsNewerIp()) {
                            assertThat(room.ask(family(rule) + " rule show prio " + rule.priority()))
                                    .isEqualToNormalizingWhitespace(
                                            there.toString().replace("dscp 10", "dscp AF11"));
                        }
                        rules.delete(there);
                        assertThat(rules.find(there)).isEmpty();
                    },
                    () -> keepsOthers(rules, rule));
        }
    }

    /** A mask of all bits is the default, so a kernel without masks selects the same. */
    @Test
    void aMaskOfAllBitsNeedsNoNewerKernel(Namespaces namespaces) {
        RoutingRules rules = new RouteTestNamespace(namespaces).rtnl().rules();
        RoutingRule port = FOUR.ipProtocol(17).sourcePort(53, 0xffff).priority(206);
        assertThat(RuleMatch.agrees(port, rules.add(port))).isTrue();
        assertThat(rules.addAll(List.of(port)).failures())
                .singleElement()
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        rules.delete(port);
        assertThat(add(rules, FOUR.dscp(10).priority(207)).isPresent())
                .isEqualTo(add(rules, FOUR.dscp(10, 0x3f).priority(208)).isPresent());
    }

    /** The kernel ignores a selector that it does not know: the rule would be one for more packets. */
    private static void keepsOthers(RoutingRules rules, RoutingRule unknown) {
        assertThat(rules.list(RoutingRuleFilter.all().priority(unknown.priority())))
                .isEmpty();
        RoutingRule other = rules.add(
                RoutingRule.of(unknown.family()).priority(unknown.priority()).table(99));
        assertThatThrownBy(() -> rules.delete(unknown)).isInstanceOf(NetlinkException.NotFound.class);
        assertThat(rules.addAll(List.of(unknown)).outcomes().getFirst())
                .get()
                .isInstanceOf(NetlinkException.NotSupported.class);
        assertThat(rules.deleteAll(List.of(unknown)).outcomes().getFirst())
                .get()
                .isInstanceOf(NetlinkException.NotFound.class);
        rules.delete(other);
    }

    private static Optional<RoutingRule> add(RoutingRules rules, RoutingRule rule) {
        try {
            return Optional.of(rules.add(rule));
        } catch (NetlinkException.NotSupported lacking) {
            assertThat(lacking)
                    .hasMessageMatching("cannot add .*: the kernel has no FRA_\\w+, which came with Linux 6\\.\\d+");
            return Optional.empty();
        }
    }

    @Test
    void changesAreReported(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        try (Subscription<RoutingRule> events = room.rtnl().rules().subscribe()) {
            room.ip("rule add from 10.0.0.0/8 table 9 prio 7", "rule del prio 7");
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            changed -> assertThat(changed.object()).hasToString("7: from 10.0.0.0/8 lookup 9"));
            assertThat(events.next()).isInstanceOf(Event.Deleted.class);
        }
    }

    private static String family(RoutingRule rule) {
        return rule.family() == IPV4 ? "-4" : "-6";
    }

    private static void same(RouteTestNamespace ours, RouteTestNamespace theirs) {
        for (String family : List.of("-4", "-6")) {
            assertThat(ours.json("-d " + family + " rule show")).isEqualTo(theirs.json("-d " + family + " rule show"));
        }
    }
}
