package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.jumpInto;
import static io.netlink4j.nft.statement.field.Fields.vlan;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.expression.Range;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs between the profiles. The bytecode is that of nft 1.0.6 and 1.1.3. */
final class ProfileTest {
    private static final Chain CHAIN = Table.ip("t").chain("f");

    private static void differ(NfFamily family, RulePart statement, String older, String newer) {
        Sample sample = Sample.of(family, "f", statement);
        assertThat(sample.bytecode(Map.of(), Profile.NFT_1_0_6)).endsWith(older);
        assertThat(sample.bytecode(Map.of(), Profile.NFT_1_1)).endsWith(newer);
    }

    @Test
    void comparesRangesAtOnce() {
        differ(
                NfFamily.IP,
                tcp().dport("1000-2000"),
                "[pl 2b@th+2>r1] [cmp gte r1 0x0000e803] [cmp lte r1 0x0000d007]",
                "[pl 2b@th+2>r1] [range eq r1 0x0000e803 0x0000d007]");
    }

    @Test
    void leavesTheChecksumOfUdpToTheKernel() {
        differ(
                NfFamily.IP,
                udp().dport().set(53),
                "[payload write r1 => 2b@th+2 csum_type 1 csum_off 6 csum_flags 0x0]",
                "[payload write r1 => 2b@th+2 csum_type 0 csum_off 0 csum_flags 0x1]");
    }

    @Test
    void writesWordsOfLinkHeaders() {
        differ(
                NfFamily.BRIDGE,
                vlan().pcp().set(5),
                "[pl 1b@ll+14>r1] [bitwise r1 = ( r1 & 0x0000001f ) ^ 0x000000a0]"
                        + " [payload write r1 => 1b@ll+14 csum_type 0 csum_off 0 csum_flags 0x0]",
                "[pl 2b@ll+14>r1] [bitwise r1 = ( r1 & 0x0000ff1f ) ^ 0x000000a0]"
                        + " [payload write r1 => 2b@ll+14 csum_type 0 csum_off 0 csum_flags 0x0]");
    }

    @Test
    void shiftsBitsForRanges() {
        String load = "[pl 1b@nh+1>r1] [bitwise r1 = ( r1 & 0x000000fc ) ^ 0x00000000] ";
        differ(
                NfFamily.IP,
                vmap(ip().dscp(), entry(1, accept()), entry("3-5", drop())),
                load + "[lookup r1 set __map%d dreg 0]",
                load + "[bitwise r1 = ( r1 >> 0x00000002 )] [lookup r1 set __map%d dreg 0]");
        // the same in each, since nft cannot do without in sets with a name
        differ(
                NfFamily.IP,
                ip().dscp().oneOf("@scopes"),
                load + "[bitwise r1 = ( r1 >> 0x00000002 )] [lookup r1 set scopes]",
                load + "[bitwise r1 = ( r1 >> 0x00000002 )] [lookup r1 set scopes]");
    }

    @Test
    void aRuleKeepsEverythingElse() {
        Rule rule = CHAIN.rule(tcp().dport("1-5", "7"), tcp().sport("1-5"), accept())
                .comment("ports");
        Rule newer = rule.withProfile(Profile.NFT_1_1);

        assertThat(newer.expressions()).anyMatch(Range.class::isInstance);
        assertThat(newer.profile()).isEqualTo(Profile.NFT_1_1);
        assertThat(newer.comment()).isEqualTo(rule.comment());
        assertThat(newer.sets()).hasSize(1);
        assertThat(newer.statements()).isEqualTo(rule.statements());
        assertThat(newer).hasToString(rule.toString());
        assertThat(newer.withProfile(Profile.NFT_1_0_6)).isEqualTo(rule);
    }

    @Test
    void aTransactionLeavesARuleTheProfileThatItWasGiven() {
        Rule rule = CHAIN.rule(tcp().dport("1-5"));
        List<Rule> added = new ArrayList<>();
        Transaction.of(tx -> added.add(tx.add(rule.withProfile(Profile.NFT_1_1))));
        Transaction.of(Profile.NFT_1_1, tx -> added.add(tx.add(rule)));
        Transaction.of(tx -> added.add(tx.add(rule)));

        assertThat(added)
                .extracting(Rule::profile)
                .containsExactly(Profile.NFT_1_1, Profile.NFT_1_1, Profile.NFT_1_0_6);
        assertThat(added.getFirst().expressions()).anyMatch(Range.class::isInstance);
    }

    @Test
    void chainsOfARuleHaveItsProfile() {
        Rule rule = CHAIN.rule(jumpInto(List.of(tcp().dport("1-5"), accept()))).withProfile(Profile.NFT_1_1);

        assertThat(rule.chains().getFirst().rules().getFirst().expressions()).anyMatch(Range.class::isInstance);
    }

    @Test
    void aRuleThatWasReadStaysAsItIs() {
        Rule rule = CHAIN.rule(tcp().dport("1-5"));
        Rule read = new Rule(Content.of(rule.toByteArray()));

        assertThat(read.withProfile(Profile.NFT_1_1)).isSameAs(read);
        assertThat(read.profile()).isEqualTo(Profile.DEFAULT);
    }
}
