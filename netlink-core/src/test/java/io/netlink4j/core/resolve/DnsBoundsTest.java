package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Cost;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DnsBoundsTest {
    private static final DnsQuery QUERY = new DnsQuery(0x1234, "www.example", IpFamily.IPV4, false);

    @Test
    void noReplyTakesMuchTimeOrMemory() {
        HostileReplies.to(QUERY.wire()).forEach((what, answer) -> {
            Cost cost = Cost.of(() -> outcome(answer));
            assertThat(cost.millis()).as(what).isLessThan(100);
            assertThat(cost.bytes()).as(what).isLessThan(8_000_000);
        });
    }

    @Test
    void legalRepliesAreReadCompletely() {
        Map<String, byte[]> answers = HostileReplies.to(QUERY.wire());
        assertThat(outcome(answers.get("addresses"))).isEqualTo("4094 addresses");
        assertThat(outcome(answers.get("addresses and a huge count at 10"))).isEqualTo("4094 addresses");
        assertThat(outcome(answers.get("aliases of each other"))).isEqualTo("0 addresses");
        assertThat(outcome(answers.get("addresses and a huge count at 6")))
                .isEqualTo("bytes that are no DNS answer: it is cut off");
    }

    private static String outcome(byte[] answer) {
        assertThat(QUERY.isAnsweredBy(answer)).isTrue();
        try {
            return QUERY.read(answer).addresses().size() + " addresses";
        } catch (NetlinkException.Malformed e) {
            return e.getMessage();
        }
    }
}
