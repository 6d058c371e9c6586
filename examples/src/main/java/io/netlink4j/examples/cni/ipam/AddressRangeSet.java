package io.netlink4j.examples.cni.ipam;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Ranges of addresses of one family, from which a container gets one address. */
record AddressRangeSet(List<Range> ranges) {

    /** A part of a network; its gateway is never given to a container. */
    record Range(IpPrefix subnet, IpAddress start, IpAddress end, IpAddress gateway) {
        static Range of(JsonNode json) {
            try {
                return read(json);
            } catch (IllegalArgumentException e) {
                throw new CniException(CniException.CONFIGURATION, "invalid range: " + e.getMessage());
            }
        }

        private static Range read(JsonNode json) {
            IpPrefix subnet = IpPrefix.of(Json.text(json, "subnet"));
            if (subnet.prefixLength() > subnet.family().bits() - 2) {
                throw new IllegalArgumentException("network " + subnet + " is too small to allocate from");
            }
            IpAddress last = subnet.family() == IpFamily.IPV4
                    ? subnet.host((1L << (subnet.family().bits() - subnet.prefixLength())) - 2)
                    : subnet.last();
            IpAddress start = address(json, "rangeStart", subnet).orElse(subnet.host(1));
            IpAddress end = address(json, "rangeEnd", subnet).orElse(last);
            IpAddress gateway = Optional.of(Json.text(json, "gateway"))
                    .filter(text -> !text.isEmpty())
                    .map(IpAddress::of)
                    .orElse(subnet.host(1));
            if (start.compareTo(end) > 0) {
                throw new IllegalArgumentException("it ends at " + end + ", before its start at " + start);
            }
            return new Range(subnet, start, end, gateway);
        }

        private static Optional<IpAddress> address(JsonNode json, String key, IpPrefix subnet) {
            Optional<IpAddress> address = Optional.of(Json.text(json, key))
                    .filter(text -> !text.isEmpty())
                    .map(IpAddress::of);
            address.filter(found -> !subnet.contains(found)).ifPresent(outside -> {
                throw new IllegalArgumentException(key + " " + outside + " is not in network " + subnet);
            });
            return address;
        }

        boolean contains(IpAddress address) {
            return address.family() == subnet.family() && start.compareTo(address) <= 0 && address.compareTo(end) <= 0;
        }

        IpInterface in(IpAddress address) {
            return IpInterface.of(address, subnet.prefixLength());
        }
    }

    static AddressRangeSet of(List<JsonNode> json) {
        List<Range> ranges = json.stream().map(Range::of).toList();
        if (ranges.isEmpty()) {
            throw new CniException(CniException.CONFIGURATION, "a range set without a range");
        }
        if (ranges.stream().map(range -> range.subnet().family()).distinct().count() > 1) {
            throw new CniException(CniException.CONFIGURATION, "a range set with ranges of both families");
        }
        return new AddressRangeSet(ranges);
    }

    Optional<Range> rangeOf(IpAddress address) {
        return ranges.stream().filter(range -> range.contains(address)).findFirst();
    }

    /** The address after {@code address} in the set, which begins again after its end. */
    IpAddress after(Optional<IpAddress> address) {
        for (int i = 0; address.isPresent() && i < ranges.size(); i++) {
            if (ranges.get(i).contains(address.get())) {
                return address.get().equals(ranges.get(i).end())
                        ? ranges.get((i + 1) % ranges.size()).start()
                        : address.get().next();
            }
        }
        return ranges.getFirst().start();
    }

    boolean overlaps(AddressRangeSet other) {
        return ranges.stream()
                .anyMatch(mine -> other.ranges.stream()
                        .anyMatch(theirs -> mine.contains(theirs.start())
                                || mine.contains(theirs.end())
                                || theirs.contains(mine.start())));
    }
}
