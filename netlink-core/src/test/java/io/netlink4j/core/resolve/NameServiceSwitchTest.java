package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.resolve.NameServiceSwitch.Service;
import io.netlink4j.core.resolve.NameServiceSwitch.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameServiceSwitchTest {
    @Test
    void withoutALineFilesComeBeforeDns() {
        List<Service> usual = List.of(service("files", Status.SUCCESS), service("dns", Status.SUCCESS));
        assertThat(parse()).isEqualTo(usual);
        assertThat(parse("passwd: compat", "#hosts: dns", "Hosts: dns", "hostsx: dns", ":"))
                .isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts: dns files", "  hosts\t:dns\tfiles ", "hosts dns files", "hosts:: dns files"})
    void aLineNamesTheServices(String line) {
        assertThat(parse(line)).extracting(Service::name).containsExactly("dns", "files");
    }

    @Test
    void theLastLineCounts() {
        assertThat(parse("hosts: files dns", "hosts: dns")).containsExactly(service("dns", Status.SUCCESS));
        assertThat(parse("hosts: files", "hosts:")).isEmpty();
    }

    @Test
    void actionsSayWhatEndsTheSearch() {
        assertThat(parse("hosts: a [NOTFOUND=return] b[!UNAVAIL=return]c [success = CONTINUE tryagain=return ] d"))
                .containsExactly(
                        service("a", Status.SUCCESS, Status.NOTFOUND),
                        service("b", Status.SUCCESS, Status.NOTFOUND, Status.TRYAGAIN),
                        service("c", Status.TRYAGAIN),
                        service("d", Status.SUCCESS));
        assertThat(parse("hosts: a [!SUCCESS=return SUCCESS=continue NOTFOUND=continue]"))
                .containsExactly(service("a", Status.UNAVAIL, Status.TRYAGAIN));
    }

    @Test
    void actionsWithoutAServiceEndTheList() {
        assertThat(parse("hosts: [NOTFOUND=return] files")).isEmpty();
        assertThat(parse("hosts: dns [NOTFOUND=return] [SUCCESS=return] files"))
                .extracting(Service::name)
                .containsExactly("dns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[FOO=return]",
                "[NOTFOUND=foo]",
                "[SUCCESS=merge]",
                "[NOTFOUND]",
                "[]",
                "[NOTFOUND=return",
                "[! NOTFOUND=return]",
                "[NOTFOUND=returnUNAVAIL=return]",
            })
    void malformedActionsAreRefused(String actions) {
        assertThatThrownBy(() -> parse("hosts: dns " + actions + " files"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith(
                        "cannot resolve 'web': /etc/nsswitch.conf has the malformed actions '" + actions);
    }

    private static List<Service> parse(String... lines) {
        return NameServiceSwitch.parse(List.of(lines), "resolve 'web'", "/etc/nsswitch.conf");
    }

    private static Service service(String name, Status... last) {
        return new Service(name, Set.of(last));
    }
}
