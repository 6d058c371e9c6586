package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Table;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flowtables, if the kernel supports them. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class FlowtableIT {
    private static final Table TABLE = Table.inet("t");
    private static final Flowtable FAST =
            TABLE.flowtable("fast", 7, List.of("lo")).counter();

    /** A namespace with the flowtable. Aborts the test if the kernel has no flowtables. */
    private static NftNamespace withFlowtable(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        try {
            house.nft().commit(tx -> {
                tx.add(TABLE);
                tx.add(FAST);
            });
        } catch (NetlinkException.NotFound | NetlinkException.NotSupported e) {
            abort("this kernel has no flowtables: " + e.getMessage());
        }
        return house;
    }

    @Test
    void listsNoFlowtablesIfTheKernelHasNone(Namespaces namespaces) {
        assertThat(NftNamespace.in(namespaces).nft().flowtables().list()).isEmpty();
    }

    @Test
    void nftListsFlowtablesThatWeAdd(Namespaces namespaces) {
        NftNamespace house = withFlowtable(namespaces);
        assertThat(house.ruleset()).isEqualTo("""
            table inet t {
            	flowtable fast {
            		hook ingress priority filter + 7
            		devices = { lo }
            		counter
            	}
            }
            """);
        Flowtable read = house.nft().flowtable(TABLE, "fast").orElseThrow();
        assertThat(read.isCounting()).isTrue();
        assertThat(read)
                .isIn(house.nft().flowtables().list())
                .isIn(house.nft().flowtables().list(TABLE));
        assertThat(read.devices()).containsExactly("lo");
        assertThat(read.priority()).hasValue(7);
        assertThat(read.handle()).isPresent();
        assertThat(house.nft().flowtable(TABLE, "none")).isEmpty();
    }

    @Test
    void addsReadFlowtablesInAnotherNamespace(Namespaces namespaces) {
        NftNamespace house = withFlowtable(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        house.nft("delete flowtable inet t fast");
        house.nft("add flowtable inet t slow { hook ingress priority -3; devices = { lo }; counter; }");
        house.nft("add chain inet t f { type filter hook forward priority 0; }");
        house.nft("add rule inet t f flow add @slow counter");
        other.nft().commit(tx -> {
            house.nft().tables().list().forEach(tx::add);
            house.nft().flowtables().list().forEach(tx::add);
            house.nft().chains().list().forEach(tx::add);
            house.nft().rules().list().forEach(tx::add);
        });
        assertThat(other.ruleset()).isEqualTo(house.ruleset()).contains("flow add @slow", "counter");
    }

    @Test
    void reportsFlowtables(Namespaces namespaces) {
        NftNamespace house = withFlowtable(namespaces);
        try (Subscription<Flowtable> events = house.nft().flowtables().subscribe()) {
            // In this order: older kernels (6.1) take one flowtable for each device.
            house.nft("delete flowtable inet t fast");
            house.nft("add flowtable inet t slow { hook ingress priority -3; devices = { lo }; }");
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Deleted.class,
                            event -> assertThat(event.object()).hasToString("flowtable inet t fast"));
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            event -> assertThat(event.object())
                                    .isEqualTo(
                                            house.nft().flowtable(TABLE, "slow").orElseThrow()));
        }
    }

    @Test
    void deletesFlowtables(Namespaces namespaces) {
        Nft nft = withFlowtable(namespaces).nft();
        assertThatThrownBy(() -> nft.commit(tx -> tx.add(FAST))).isInstanceOf(NetlinkException.AlreadyExists.class);
        nft.commit(tx -> tx.delete(FAST));
        assertThat(nft.flowtables().list()).isEmpty();
        assertThatThrownBy(() -> nft.commit(tx -> tx.delete(FAST)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("flowtable inet t fast");
        assumeThat(System.getProperty("os.version")).as("from 6.3 on").doesNotStartWith("6.1.");
        nft.commit(tx -> {
            tx.deleteIfExists(FAST);
            tx.add(FAST);
        });
        nft.commit(tx -> tx.deleteIfExists(FAST));
        assertThat(nft.flowtables().list()).isEmpty();
    }
}
