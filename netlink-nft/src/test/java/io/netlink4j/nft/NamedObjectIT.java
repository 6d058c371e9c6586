package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Connlimit;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Limit;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counters, quotas and the other named objects: reads objects of nft, adds them in another namespace, and compares what nft lists. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class NamedObjectIT {
    private static final Table TABLE = Table.inet("t");
    private static final String OBJECTS = """
        table inet t {
          counter hits { comment "all of them" packets 3 bytes 300 }
          quota volume { over 10 mbytes used 4 mbytes }
          quota gone { 1 mbytes used 1 mbytes }
          limit slow { rate over 5/second burst 9 packets }
          limit slowbytes { rate 9 kbytes/second }
          ct helper ftp { type "ftp" protocol tcp; l3proto ip; }
          ct timeout agressive { protocol tcp; l3proto ip; policy = { established : 100, close : 4 }; }
          ct expectation e { protocol udp; dport 9876; timeout 2m; size 8; l3proto ip; }
          synproxy shield { mss 1460; wscale 7; timestamp sack-perm }
        }
        table ip t {
          counter hits { packets 1 bytes 1 }
          quota hits { 1 mbytes }
        }
        """;

    @Test
    void readsObjectsThatNftAdded(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(OBJECTS);

        assertThat(house.nft().objects().list()).hasSize(11);
        assertThat(house.nft().objects().list(TABLE))
                .extracting(NamedObject::toString)
                .containsExactlyInAnyOrder(
                        "counter inet t hits",
                        "quota inet t volume",
                        "quota inet t gone",
                        "limit inet t slow",
                        "limit inet t slowbytes",
                        "ct helper inet t ftp",
                        "ct timeout inet t agressive",
                        "ct expectation inet t e",
                        "synproxy inet t shield");
        NamedObject hits = house.nft().object(TABLE, ObjectType.COUNTER, "hits").orElseThrow();
        assertThat(hits.comment()).contains("all of them");
        assertThat(hits.state()).contains(Counter.of(3, 300));
        assertThat(hits.handle()).isPresent();
        assertThat(hits.use()).isZero();
        assertThat(house.nft().object(TABLE, ObjectType.QUOTA, "hits")).isEmpty();
        assertThat(house.nft().object(Table.inet("none"), ObjectType.QUOTA, "hits"))
                .isEmpty();
        assertThat(house.nft()
                        .object(TABLE, ObjectType.CT_HELPER, "ftp")
                        .orElseThrow()
                        .state())
                .isEmpty();
    }

    @Test
    void addsReadObjectsInAnotherNamespace(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        house.nft(OBJECTS);

        List<NamedObject> objects = house.nft().objects().list();
        other.nft().commit(tx -> {
            house.nft().tables().list().forEach(tx::add);
            objects.forEach(tx::add);
        });
        assertThat(NftNamespace.unordered(other.ruleset()))
                .containsExactlyInAnyOrderElementsOf(NftNamespace.unordered(house.ruleset()));
        assertThat(other.nft().objects().list())
                .extracting(object -> object.without(NamedObject.HANDLE))
                .containsExactlyInAnyOrderElementsOf(objects.stream()
                        .map(object -> object.without(NamedObject.HANDLE))
                        .toList());
    }

    @Test
    void nftListsObjectsThatWeAdd(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NamedObject hits = TABLE.object("hits", Counter.of(3, 300)).comment("all of them");
        Commit commit = house.nft().commit(tx -> {
            tx.add(TABLE);
            NamedObject added = tx.add(hits);
            tx.add(TABLE.object("volume", Quota.until(5 << 20)));
            tx.add(TABLE.object("slow", Limit.packets(5, Duration.ofSeconds(1), 9)));
            Chain chain = tx.add(TABLE.chain("c"));
            tx.add(chain.rule(Objref.of(ObjectType.COUNTER.number(), "hits")));
            assertThat(added).isEqualTo(hits);
        });

        assertThat(house.ruleset()).isEqualTo("""
            table inet t {
            	counter hits {
            		comment "all of them"
            		packets 3 bytes 300
            	}

            	quota volume {
            		5 mbytes
            	}

            	limit slow {
            		rate 5/second burst 9 packets
            	}

            	chain c {
            		counter name "hits"
            	}
            }
            """);
        NamedObject read = house.nft().object(TABLE, ObjectType.COUNTER, "hits").orElseThrow();
        assertThat(read.use()).isEqualTo(1);
        assertThat(commit.created())
                .filteredOn(NamedObject.class::isInstance)
                .hasSize(3)
                .first()
                .isEqualTo(read.with(NamedObject.USE, 1));
    }

    @Test
    void commitReportsHandlesOfCreatedObjects(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NamedObject[] added = new NamedObject[1];
        Commit commit = house.nft().commit(tx -> {
            tx.add(TABLE);
            added[0] = tx.add(TABLE.object("hits", Counter.zero()));
        });
        NamedObject read = house.nft().objects().list(TABLE).getFirst();
        assertThat(commit.created(added[0])).map(NamedObject::handle).contains(read.handle());
    }

    @Test
    void deletesObjects(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        house.nft(OBJECTS);
        NamedObject hits = nft.object(TABLE, ObjectType.COUNTER, "hits").orElseThrow();
        assertThatThrownBy(() -> nft.commit(tx -> tx.add(hits)))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("counter inet t hits");
        nft.commit(tx -> tx.ensure(hits));
        nft.commit(tx -> nft.objects().list(TABLE).forEach(tx::delete));
        assertThat(nft.objects().list(TABLE)).isEmpty();
        assertThat(nft.objects().list()).hasSize(2);
        assertThatThrownBy(() -> nft.commit(tx -> tx.delete(hits))).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void deleteIfExistsDeletesExistingAndIgnoresMissingObjects(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version")).as("from 6.3 on").doesNotStartWith("6.1.");
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(OBJECTS);
        house.nft().commit(tx -> {
            house.nft().objects().list().forEach(tx::deleteIfExists);
            tx.deleteIfExists(TABLE.object("none", Counter.zero()));
        });
        assertThat(house.nft().objects().list()).isEmpty();
    }

    @Test
    void resetsCountersAndQuotas(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(OBJECTS);
        Nft nft = house.nft();
        NamedObject hits = nft.object(TABLE, ObjectType.COUNTER, "hits").orElseThrow();
        assertThat(nft.reset(hits)).isEqualTo(hits);
        assertThat(nft.reset(hits).state()).contains(Counter.of(0, 0));
        assertThatThrownBy(() -> nft.reset(TABLE.object("none", Counter.zero())))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("counter inet t none");
    }

    @Test
    void unknownObjectTypesKeepTheirBytes(Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        // a connection limit, for which nft has no object
        NamedObject limit = TABLE.object(
                "few", new Connlimit(Content.of(HexFormat.of().parseHex("080001000000000508000200" + "00000001"))));
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(limit);
        });
        NamedObject read = nft.objects().list(TABLE).getFirst();
        assertThat(read.type()).isEqualTo(ObjectType.CONNLIMIT);
        assertThat(read.get(NamedObject.DATA)).isEqualTo(limit.get(NamedObject.DATA));
    }

    @Test
    void addsReadMapsToObjectsInAnotherNamespace(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        house.nft("""
            table ip t {
              counter hits { packets 1 bytes 2 }
              counter misses { packets 3 bytes 4 }
              quota volume { 1 mbytes }
              map counters { type ipv4_addr : counter; elements = { 10.0.0.1 : "hits", 10.0.0.2 : "misses" } }
              map ranges { type ipv4_addr : counter; flags interval; elements = { 10.0.0.0/8 : "hits", 11.0.0.1-11.0.0.9 : "misses" } }
              map quotas { type ipv4_addr . inet_service : quota; elements = { 10.0.0.1 . 80 : "volume" } }
            }
            """);
        other.nft().commit(tx -> {
            house.nft().tables().list().forEach(tx::add);
            house.nft().objects().list().forEach(tx::add);
            for (NamedSet map : house.nft().sets().list()) {
                tx.add(map);
                tx.addElements(map, house.nft().elements(map));
            }
        });
        assertThat(NftNamespace.unordered(other.ruleset())).isEqualTo(NftNamespace.unordered(house.ruleset()));
    }
}
