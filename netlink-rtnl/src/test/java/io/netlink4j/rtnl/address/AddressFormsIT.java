package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Addresses of every form that {@code ip} creates. A listed address can be deleted, added, replaced and added in another namespace. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class AddressFormsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String[] ADDRESSES = {
        "addr add 10.2.0.1/24 brd + dev d0",
        "addr add 10.2.0.2/24 dev d0 label d0:two",
        "addr add 10.2.0.3/24 brd 10.7.7.7 dev d0 label d0:three",
        "addr add 10.3.0.1/31 dev d0",
        "addr add 10.3.1.1/32 dev d1 scope link",
        "addr add 10.3.2.1/32 dev d1 scope 77",
        "addr add 10.3.3.1/32 dev d1 scope host",
        "addr add 10.4.0.1 peer 10.4.0.2 dev d0 label d0:p2p",
        "addr add 10.4.1.1 peer 10.4.2.2/24 brd + dev d0 metric 9",
        "addr add 10.5.0.1/16 dev d1 metric 4294967295",
        "addr add 10.5.0.2/16 dev d1 noprefixroute",
        "addr add 10.6.0.1/24 dev d1 valid_lft 3000 preferred_lft 2000",
        "addr add 10.6.1.1/24 dev d1 valid_lft 3000 preferred_lft 0",
        "addr add 10.6.2.1/24 dev d1 valid_lft forever preferred_lft 3000",
        "addr add 10.6.3.1/24 dev d1 valid_lft forever preferred_lft 0",
        "addr add 239.1.1.1/32 dev d0 autojoin",
        "addr add 127.9.9.9/8 dev d1",
        "addr add 10.8.0.1/0 dev d1 noprefixroute",
        "addr add fd05::1/64 dev d0 nodad",
        "addr add fd05::2/128 dev d0 nodad metric 7",
        "addr add fd05::3/64 dev d0 nodad home",
        "addr add fd05::4 peer fd06::4/126 dev d0 nodad",
        "addr add fd05:1::5 peer fd06::5 dev d1 nodad metric 300",
        "addr add fd05:2::6/64 dev d1 nodad valid_lft 3000 preferred_lft 2000 mngtmpaddr",
        "addr add fd05:3::7/64 dev d1 nodad valid_lft 3000 preferred_lft 0 noprefixroute",
        "addr add fd05:4::8/64 dev d1 nodad valid_lft forever preferred_lft 3000",
        "addr add fd05:5::8/64 dev d1 nodad valid_lft forever preferred_lft 0 metric 77 noprefixroute",
        "addr add ff05::8/128 dev d1 nodad autojoin",
        "addr add fe80::8/64 dev d1 nodad",
        "addr add fd05:6::1/0 dev d1 nodad noprefixroute",
    };

    private static RouteTestNamespace furnished(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(ADDRESSES);
        room.rtnl().addresses().add("d0", Address.of("10.9.0.1/24").protocol(77));
        room.rtnl().addresses().add("d0", Address.of("fd09::1/64").protocol(77).flag(AddressFlag.NODAD, true));
        return room;
    }

    private static List<String> shown(RouteTestNamespace room) {
        // The kernel calls ::1 tentative for a moment. All others are added with nodad.
        room.rtnl()
                .addresses()
                .await("lo", all -> all.stream().noneMatch(address -> address.has(AddressFlag.TENTATIVE)), LONG);
        List<String> addresses = new ArrayList<>();
        for (JsonNode link : room.json("-d addr")) {
            link.path("addr_info")
                    .forEach(address -> addresses.add(link.path("ifname")
                            + " "
                            // Some of the thousand seconds may have passed.
                            + address.toString().replaceAll("_life_time\":\\d{3,4}\\b", "_life_time\":1000")));
        }
        return addresses.stream().sorted().toList();
    }

    @Test
    void everyFormIsDeletedAddedAndReplaced(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        Addresses addresses = room.rtnl().addresses();
        List<String> before = shown(room);
        List<Address> all = addresses.list();
        for (Address address : all) {
            if (!isFirstOfSeveral(address, all)) {
                addresses.delete(address);
                assertThat(shown(room)).as("%s is gone", address).hasSize(before.size() - 1);
                addresses.add(address);
                assertThat(shown(room)).as("%s is back", address).isEqualTo(before);
            }
            addresses.replace(address.link().orElseThrow(), address);
            assertThat(shown(room)).as("%s replaced by itself", address).isEqualTo(before);
        }
    }

    /** The kernel deletes the other addresses of the network with it. */
    private static boolean isFirstOfSeveral(Address address, List<Address> all) {
        return address.family() == IpFamily.IPV4
                && !address.has(AddressFlag.SECONDARY)
                && all.stream()
                                .filter(other -> other.link().equals(address.link())
                                        && other.network().equals(address.network()))
                                .count()
                        > 1;
    }

    @Test
    void listedAddressesAreFlushedAndAddedAgain(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        List<String> before = shown(room);
        List<Address> flushed = room.rtnl().addresses().flush(AddressFilter.all());
        assertThat(shown(room)).isEmpty();
        flushed.forEach(room.rtnl().addresses()::add);
        assertThat(shown(room)).isEqualTo(before).hasSizeGreaterThan(ADDRESSES.length);
    }

    @Test
    void intoAnotherNamespace(Namespaces namespaces) {
        RouteTestNamespace here = furnished(namespaces);
        RouteTestNamespace there = new RouteTestNamespace(namespaces);
        there.rtnl().addresses().flush(AddressFilter.all());
        for (Address address : here.rtnl().addresses().list()) {
            String link = here.names().apply(address.link().orElseThrow());
            there.rtnl().addresses().add(link, address);
        }
        assertThat(shown(there)).isEqualTo(shown(here));
    }

    /** The kernel accepts any bytes as a label. */
    @Test
    void aLabelThatIsNoValidLinkName(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Addresses addresses = room.rtnl().addresses();
        Attribute<byte[]> bytes = Attribute.of(Address.LABEL.number(), "IFA_LABEL", Codecs.BINARY);
        byte[] odd = {'d', '0', ':', ' ', 0x1b, '[', '2', 'J', '/', (byte) 0xff, 0};
        addresses.add("d0", Address.of("10.77.0.1/24").with(bytes, odd));
        Address listed = addresses.list(AddressFilter.all().in("10.77.0.0/24")).getFirst();
        assertThat(listed.label()).hasValue("d0: \u001b[2J/\udcff");
        assertThat(listed.toString()).contains("d0: \\x1b[2J/");
        addresses.delete(listed);
        assertThat(addresses.add(listed).get(bytes)).hasValue(odd);
        assertThat(addresses.flush("d0")).extracting(Address::toString).contains(listed.toString());
        assertThat(addresses.list("d0")).isEmpty();
        addresses.replace("d0", listed);
        assertThat(addresses.list("d0").getFirst().get(bytes)).hasValue(odd);
    }
}
