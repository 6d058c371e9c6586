package io.netlink4j.nft.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.object.TunnelKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ObjectTextTest {
    /** Rulesets are compared by their text. */
    @Test
    void tunnelsThatDifferHaveAnotherText() {
        assertThat(text(5)).contains("tunnel to {").isEqualTo(text(5)).isNotEqualTo(text(6));
    }

    private static String text(int id) {
        Table table = Table.netdev("t");
        NamedObject tunnel = table.tunnel("to", TunnelKey.to(IpAddress.of("192.0.2.7"), id));
        return new RulesetText(List.of(), List.of(tunnel), List.of(), Map.of(), List.of(), link -> Optional.empty())
                .of(List.of(table));
    }
}
