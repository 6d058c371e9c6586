package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResolvConfTest {
    @Test
    void allThatCountsIsRead() {
        ResolvConf conf = ResolvConf.parse(List.of(
                "# a comment",
                "; another",
                "nameserver 192.0.2.1",
                "nameserver\tfe80::1%eth0  ",
                "domain forgotten.example",
                "search a.example b.example.",
                "options ndots:2 rotate timeout:3 attempts:4",
                "sortlist 192.0.2.0",
                ""));
        assertThat(conf)
                .isEqualTo(new ResolvConf(
                        List.of("192.0.2.1", "fe80::1%eth0"), List.of("a.example", "b.example."), 2, 3, 4));
    }

    @Test
    void whatIsNotSaidHasTheDefaultsOfTheManual() {
        assertThat(ResolvConf.parse(List.of())).isEqualTo(new ResolvConf(List.of("127.0.0.1"), List.of(), 1, 5, 2));
    }

    @Test
    void valuesStayInTheirLimits() {
        ResolvConf conf = ResolvConf.parse(List.of(
                "nameserver 192.0.2.1",
                "nameserver 192.0.2.2",
                "nameserver 192.0.2.3",
                "nameserver 192.0.2.4",
                "nameserver",
                "options ndots:99 timeout:99 attempts:99",
                "options ndots:x timeout: attempts:-"));
        assertThat(conf)
                .isEqualTo(new ResolvConf(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"), List.of(), 15, 30, 5));
    }

    @Test
    void theLastOfDomainAndSearchCounts() {
        assertThat(ResolvConf.parse(List.of("search a b", "domain c")).search()).containsExactly("c");
        assertThat(ResolvConf.parse(List.of("domain c", "search a b")).search()).containsExactly("a", "b");
    }

    @Test
    void dotsDecideWhatIsTriedFirst() {
        ResolvConf conf = ResolvConf.parse(List.of("search a.example b.example.", "options ndots:2"));
        assertThat(conf.candidates("web")).containsExactly("web.a.example", "web.b.example", "web");
        assertThat(conf.candidates("x.web")).containsExactly("x.web.a.example", "x.web.b.example", "x.web");
        assertThat(conf.candidates("y.x.web")).containsExactly("y.x.web", "y.x.web.a.example", "y.x.web.b.example");
        assertThat(conf.candidates("web.")).containsExactly("web");
    }
}
