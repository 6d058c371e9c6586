package io.netlink4j.nft.decode;

import io.netlink4j.nft.match.Tunnel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** nft's numbers of headers and of their fields ({@code proto_desc_id} and the fields of each header in {@code proto.h} of nft). */
final class HeaderNames {
    /** The names by the number of the header: that of the header, and those of its fields from the number 1 on. */
    private static final Map<Integer, String> HEADERS = Map.ofEntries(
            Map.entry(1, "ah nexthdr hdrlength reserved spi sequence"),
            Map.entry(2, "esp spi sequence"),
            Map.entry(3, "comp nexthdr flags cpi"),
            Map.entry(4, "icmp type code checksum id sequence gateway mtu"),
            Map.entry(5, "igmp type checksum mrt group"),
            Map.entry(6, "udp sport dport length checksum"),
            Map.entry(7, "udplite sport dport csumcov checksum"),
            Map.entry(8, "tcp sport dport sequence ackseq doff reserved flags window checksum urgptr"),
            Map.entry(9, "dccp sport dport type"),
            Map.entry(10, "sctp sport dport vtag checksum"),
            Map.entry(11, "th sport dport"),
            Map.entry(12, "ip version hdrlength dscp ecn length id frag-off ttl protocol checksum saddr daddr"),
            Map.entry(13, "ip6 version dscp ecn flowlabel length nexthdr hoplimit saddr daddr"),
            Map.entry(14, "icmpv6 type code checksum parameter-problem mtu id sequence max-delay taddr daddr"),
            Map.entry(15, "arp htype ptype hlen plen operation saddr_ether saddr_ip daddr_ether daddr_ip"),
            Map.entry(16, "vlan pcp dei - id type"),
            Map.entry(17, "ether daddr saddr type"),
            Map.entry(18, "vxlan vni flags"),
            Map.entry(19, "geneve vni type"),
            Map.entry(20, "gre version flags protocol"));

    /** Tunnels by their numbers. */
    private static final Map<Integer, Tunnel> TUNNELS =
            Map.of(18, Tunnel.VXLAN, 19, Tunnel.GENEVE, 20, Tunnel.GRE, 21, Tunnel.GRETAP);

    /** Extension headers of IPv6 by their numbers. */
    private static final Map<Integer, String> EXTENSIONS =
            Map.of(1, "hbh", 2, "rt", 5, "srh", 6, "frag", 7, "dst", 8, "mh");

    private HeaderNames() {}

    /** The numbers of a header and of a field of it. */
    record Place(int header, int field) {}

    /** Where the field with this name is. */
    static Optional<Place> find(String field) {
        return HEADERS.entrySet().stream()
                .flatMap(header -> IntStream.range(1, header.getValue().split(" ").length)
                        .mapToObj(number -> new Place(header.getKey(), number)))
                .filter(place -> field(place.header(), place.field()).equals(Optional.of(field)))
                .findFirst();
    }

    /** The number of the extension header of IPv6 that the field with this name is in; -1 if there is none. */
    static int extension(String field) {
        return EXTENSIONS.entrySet().stream()
                .filter(header -> field.startsWith(header.getValue() + " "))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /** The name of a field of a header. */
    static Optional<String> field(int header, int field) {
        List<String> names = List.of(HEADERS.getOrDefault(header, "").split(" "));
        return field > 0 && field < names.size()
                ? Optional.of(names.getFirst() + " " + names.get(field).replace('_', ' '))
                : Optional.empty();
    }

    static Optional<Tunnel> tunnel(int number) {
        return Optional.ofNullable(TUNNELS.get(number));
    }

    /** The name of an extension header of IPv6. */
    static Optional<String> extension(int number) {
        return Optional.ofNullable(EXTENSIONS.get(number));
    }
}
