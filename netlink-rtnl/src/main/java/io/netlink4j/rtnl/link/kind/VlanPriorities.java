package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.array;
import static io.netlink4j.core.attribute.Codecs.list;

import io.netlink4j.core.attribute.Codec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codecs of priority maps: a {@code struct ifla_vlan_qos_mapping} in each {@code IFLA_VLAN_QOS_MAPPING}. */
final class VlanPriorities {
    private static final int HIGHEST = 7;

    /** From the priority in a tag, 0 to 7, to the priority of a packet. */
    static final Codec<SortedMap<Long, Long>> INGRESS = codec(mapping -> mapping.get(0));
    /** From the priority of a packet to the priority in a tag, 0 to 7. */
    static final Codec<SortedMap<Long, Long>> EGRESS = codec(mapping -> mapping.get(1));

    private VlanPriorities() {}

    private static Codec<SortedMap<Long, Long>> codec(Function<List<Long>, Long> inTag) {
        return list(array(U32, Integer.BYTES), 1)
                .map(
                        VlanPriorities::read,
                        map -> map.entrySet().stream()
                                .map(mapping -> checked(List.of(mapping.getKey(), mapping.getValue()), inTag))
                                .toList());
    }

    private static SortedMap<Long, Long> read(List<List<Long>> mappings) {
        SortedMap<Long, Long> map = new TreeMap<>();
        for (List<Long> mapping : mappings) {
            if (mapping.size() < 2) {
                throw new IllegalArgumentException("a mapping of priorities takes 8 bytes");
            }
            map.put(mapping.get(0), mapping.get(1));
        }
        return map;
    }

    /** The kernel would truncate it to three bits. */
    private static List<Long> checked(List<Long> mapping, Function<List<Long>, Long> inTag) {
        long priority = inTag.apply(mapping);
        if (priority < 0 || priority > HIGHEST) {
            throw new IllegalArgumentException("the priority in a VLAN tag is 0 to 7, not " + priority);
        }
        return mapping;
    }

    /** The mappings to send so that {@code current} becomes {@code wanted}. The kernel adds mappings and removes those to 0. */
    static SortedMap<Long, Long> difference(SortedMap<Long, Long> wanted, SortedMap<Long, Long> current) {
        SortedMap<Long, Long> changes = new TreeMap<>(wanted);
        current.keySet().forEach(from -> changes.putIfAbsent(from, 0L));
        changes.entrySet().removeAll(current.entrySet());
        return changes;
    }

    /** As {@code ip} shows them: {@code ingress-qos-map { 1:2 3:4 }}. */
    static Function<SortedMap<Long, Long>, String> word(String name) {
        return map -> map.entrySet().stream()
                .map(mapping -> mapping.getKey() + ":" + mapping.getValue())
                .collect(Collectors.joining(" ", name + " { ", " }"));
    }

    static SortedMap<Long, Long> copy(Map<? extends Number, ? extends Number> map) {
        SortedMap<Long, Long> copy = new TreeMap<>();
        map.forEach((from, to) -> copy.put(from.longValue(), to.longValue()));
        return copy;
    }
}
