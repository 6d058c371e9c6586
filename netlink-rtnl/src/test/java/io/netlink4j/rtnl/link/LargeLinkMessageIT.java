package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.VariesByKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link whose message is longer than the dump buffer of the kernel. Root in a container can create one. */
@KernelTest
@VariesByKernel
class LargeLinkMessageIT {

    private static Link longLink(LinkTestNamespace room, int names) {
        room.links().add(Link.named("before").kind(Bridge.defaults()));
        Link made = room.links().add(Link.named("long").kind(Bridge.defaults()));
        room.links().add(Link.named("after").kind(Bridge.defaults()));
        IntStream.range(0, names)
                .mapToObj(i -> ("%05d".formatted(i) + "n".repeat(122)))
                .forEach(name -> room.links().addAlternativeName(made, name));
        return made;
    }

    /** The last number is nearly the maximum of one attribute. */
    @ParameterizedTest
    @ValueSource(ints = {250, 490})
    void isListed(int names, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        longLink(room, names);

        for (LinkFilter filter : List.of(LinkFilter.all(), LinkFilter.all().withoutStatistics())) {
            assertThat(room.links().list(filter))
                    .extracting(link -> link.name().orElse(""))
                    .contains("before", "long", "after");
        }
        assertThat(room.links().list(LinkFilter.all().kind("bridge")))
                .filteredOn(link -> link.isCalled("long"))
                .singleElement()
                .satisfies(link -> assertThat(link.alternativeNames()).hasSize(names));
    }

    @Test
    void isVisitedOnce(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        longLink(room, 490);

        try (Rtnl fresh = Rtnl.open(room.namespace())) {
            List<String> seen = new ArrayList<>();
            fresh.links().forEach(LinkFilter.all(), link -> seen.add(link.name().orElse("")));
            assertThat(seen).contains("before", "long", "after");
        }
    }

    @Test
    void isFoundByEveryName(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Link made = longLink(room, 250);

        assertThat(room.links().get("00249" + "n".repeat(122)).ifindex()).isEqualTo(made.ifindex());
        assertThat(room.links().index("00249" + "n".repeat(122)))
                .isEqualTo(made.ifindex().orElseThrow());
    }

    /** The kernel echoes the deletion of a link since Linux 6.2. */
    @Test
    void isEchoedCompletely(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Link made = longLink(room, 250);

        List<Link> echoed = room.rtnl()
                .socket()
                .echo(
                        new Request(
                                Link.DELLINK,
                                0,
                                Links.meant(LinkReference.of(made.index())),
                                () -> "delete the long link"),
                        (type, flags, body) -> Link.DESCRIPTOR.decode(body));

        assertThat(room.links().find("long")).isEmpty();
        assertThat(echoed)
                .allSatisfy(link -> assertThat(link.alternativeNames()).hasSize(250));
        if (!System.getProperty("os.version").startsWith("6.1.")) {
            assertThat(echoed).hasSize(1);
        }
    }
}
