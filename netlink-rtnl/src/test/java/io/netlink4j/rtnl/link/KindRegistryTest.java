package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.link.kind.LinkKind;
import org.junit.jupiter.api.Test;

final class KindRegistryTest {
    @Test
    void everyKindHasItsRegisteredName() {
        assertThat(LinkKinds.OPTIONS).isNotEmpty();
        for (String name : LinkKinds.OPTIONS.keySet()) {
            LinkKind kind = LinkKinds.of(name, Nest.empty(Schema.UNKNOWN));
            assertThat(kind.kind()).isEqualTo(name);
            assertThat(kind).hasToString(name);
        }
    }
}
