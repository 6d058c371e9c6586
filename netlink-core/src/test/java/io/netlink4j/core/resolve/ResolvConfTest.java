package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.resolve.ResolvConf.Flag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ResolvConfTest {
    private static final String HOST = "host";

    @Test
    void allSupportedLinesAreRead() {
        ResolvConf conf = ResolvConf.parse(
                List.of(
                        "# a comment",
                        "; another",
                        "nameserver 192.0.2.1",
                        "nameserver\tfe80::1%eth0  ",
                        "domain forgotten.example",
                        "search a.example b.example.",
                        "options ndots:2 rotate timeout:3 attempts:4",
                        "sortlist 192.0.2.0",
                        ""),
                HOST);
        assertThat(conf)
                .isEqualTo(new ResolvConf(
                        List.of("192.0.2.1", "fe80::1%eth0"),
                        List.of("a.example", "b.example."),
                        2,
                        3,
                        4,
                        Set.of(Flag.ROTATE)));
    }

    @Test
    void theDefaultsAreThoseOfTheManual() {
        assertThat(ResolvConf.parse(List.of(), HOST))
                .isEqualTo(new ResolvConf(List.of("127.0.0.1"), List.of(), 1, 5, 2, Set.of()));
    }

    @Test
    void valuesStayInTheirLimits() {
        ResolvConf conf = ResolvConf.parse(
                List.of(
                        "nameserver 192.0.2.1",
                        "nameserver 192.0.2.2",
                        "nameserver 192.0.2.3",
                        "nameserver 192.0.2.4",
                        "nameserver",
                        "options ndots:99 timeout:99 attempts:99",
                        "options ndots:x timeout: attempts:-"),
                HOST);
        assertThat(conf)
                .isEqualTo(
                        new ResolvConf(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"), List.of(), 15, 30, 5, Set.of()));
    }

    @Test
    void theLastOfDomainAndSearchCounts() {
        assertThat(ResolvConf.parse(List.of("search a b", "domain c"), HOST).search())
                .containsExactly("c");
        assertThat(ResolvConf.parse(List.of("domain c", "search a b"), HOST).search())
                .containsExactly("a", "b");
    }

    @Test
    void dotsDecideWhatIsTriedFirst() {
        ResolvConf conf = ResolvConf.parse(List.of("search a.example b.example.", "options ndots:2"), HOST);
        assertThat(conf.candidates("web")).containsExactly("web.a.example", "web.b.example", "web");
        assertThat(conf.candidates("x.web")).containsExactly("x.web.a.example", "x.web.b.example", "x.web");
        assertThat(conf.candidates("y.x.web")).containsExactly("y.x.web", "y.x.web.a.example", "y.x.web.b.example");
        assertThat(conf.candidates("web.")).containsExactly("web");
    }

    @Test
    void optionsWithoutAValueAreThoseOfGlibc() {
        ResolvConf conf = ResolvConf.parse(
                List.of(
                        "options use-vc edns0",
                        "options single-request-reopen no-aaaa no_tld_query trust-ad inet6 rotated"),
                HOST);
        assertThat(conf.flags())
                .containsExactlyInAnyOrder(
                        Flag.USE_VC, Flag.EDNS0, Flag.SINGLE_REQUEST, Flag.NO_AAAA, Flag.NO_TLD_QUERY);
    }

    @Test
    void aKeywordStandsAtTheStartOfItsLine() {
        ResolvConf conf = ResolvConf.parse(
                List.of(" nameserver 192.0.2.1", "\tsearch a", "nameservers 192.0.2.2", "search a", "search"), HOST);
        assertThat(conf.nameservers()).containsExactly("127.0.0.1");
        assertThat(conf.search()).containsExactly("a");
    }

    @Test
    void theDomainOfTheHostNameIsSearchedByDefault() {
        assertThat(ResolvConf.parse(List.of(), "host.sub.example").search()).containsExactly("sub.example");
        assertThat(ResolvConf.parse(List.of("search a"), "host.sub.example").search())
                .containsExactly("a");
    }

    @Test
    void theRootMayBeAnywhereInTheSearchList() {
        ResolvConf conf = ResolvConf.parse(List.of("search a.example . b.example"), HOST);
        assertThat(conf.candidates("web")).containsExactly("web.a.example", "web", "web.b.example");
    }

    @Test
    void aNameWithoutADotNeedNotBeATopLevelDomain() {
        ResolvConf conf = ResolvConf.parse(List.of("search a.example", "options no-tld-query ndots:2"), HOST);
        assertThat(conf.candidates("web")).containsExactly("web.a.example");
        assertThat(conf.candidates("x.web")).containsExactly("x.web.a.example", "x.web");
        assertThat(ResolvConf.parse(List.of("options no-tld-query"), HOST).candidates("web"))
                .containsExactly("web");
    }

    @Test
    void theLongestTimeIsThatOfAllAttempts() {
        ResolvConf conf = ResolvConf.parse(
                List.of("nameserver 192.0.2.1", "nameserver 192.0.2.2", "search a", "options timeout:3 attempts:4"),
                HOST);
        assertThat(conf.longest("web")).isEqualTo(Duration.ofSeconds(2 * 3 * 4 * 2 * 2));
        assertThat(conf.longest("web.")).isEqualTo(Duration.ofSeconds(2 * 3 * 4 * 2));
    }
}
