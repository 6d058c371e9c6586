package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostsFileTest {
    private static final List<String> LINES = List.of(
            "# 192.0.2.9 commented",
            "192.0.2.7\tweb.example web WWW # the-comment",
            "  2001:db8::7   web",
            "192.0.2.7 web",
            "not-an-address web",
            "fe80::1%eth0 web",
            "192.0.2.8",
            "");

    @Test
    void aNameHasTheAddressesOfAllItsLines() {
        List<IpAddress> both = List.of(IpAddress.of("192.0.2.7"), IpAddress.of("2001:db8::7"));
        assertThat(HostsFile.lookup(LINES, "web")).isEqualTo(both);
        assertThat(HostsFile.lookup(LINES, "WEB.")).isEqualTo(both);
    }

    @Test
    void canonicalNamesAndAliasesCountInAnyCase() {
        assertThat(HostsFile.lookup(LINES, "web.example")).containsExactly(IpAddress.of("192.0.2.7"));
        assertThat(HostsFile.lookup(LINES, "www")).containsExactly(IpAddress.of("192.0.2.7"));
    }

    @Test
    void commentsAndAddressesAreNoNames() {
        assertThat(HostsFile.lookup(LINES, "commented")).isEmpty();
        assertThat(HostsFile.lookup(LINES, "the-comment")).isEmpty();
        assertThat(HostsFile.lookup(LINES, "192.0.2.8")).isEmpty();
    }
}
