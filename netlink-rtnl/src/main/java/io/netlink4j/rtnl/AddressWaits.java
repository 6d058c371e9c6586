package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Waits for addresses of one link. */
final class AddressWaits {
    private static final int RTNLGRP_IPV4_IFADDR = 5;
    private static final int RTNLGRP_IPV6_IFADDR = 9;

    private final RtnlSender sender;
    private final Addresses addresses;
    private final LinkReference link;

    AddressWaits(RtnlSender sender, LinkReference link) {
        this.sender = sender;
        this.addresses = new Addresses(sender);
        this.link = link;
    }

    /** Until the link has the address and nobody else does. */
    Address untilReady(IpAddress wanted, Duration longest) {
        List<Address> found = until(
                listed -> listed.stream()
                        .filter(address -> address.address().equals(wanted))
                        .anyMatch(this::isReady),
                "address " + wanted + " to be ready on " + link.label(),
                longest);
        return found.stream()
                .filter(address -> address.address().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /** Until all that the link has are its own. */
    List<Address> untilReady(Duration longest) {
        return until(
                listed -> listed.stream().allMatch(this::isReady),
                "the addresses of " + link.label() + " to be ready",
                longest);
    }

    List<Address> until(Predicate<? super List<Address>> condition, String goal, Duration longest) {
        Seen seen = new Seen();
        return waiting()
                .until(
                        () -> seen.now().filter(condition),
                        longest,
                        () -> goal + " in " + sender.where() + ": it has " + seen);
    }

    private boolean isReady(Address address) {
        if (address.has(AddressFlag.DADFAILED)) {
            throw new NetlinkException.DuplicateAddress("cannot use address " + address.toInterface() + " on "
                    + link.label() + " in " + sender.where() + ": another host on the link has it (dadfailed)");
        }
        return !address.has(AddressFlag.TENTATIVE);
    }

    private Waiting waiting() {
        int index = link.ifindex().orElse(0);
        return new Waiting(
                sender,
                (type, flags, body) ->
                        (index == 0 || Address.decode(body).ifindex().orElse(0) == index) ? true : null,
                RTNLGRP_IPV4_IFADDR,
                RTNLGRP_IPV6_IFADDR);
    }

    /** The addresses as they were seen last. */
    private final class Seen {
        private List<Address> last = List.of();

        Optional<List<Address>> now() {
            last = addresses.list(link);
            return Optional.of(last);
        }

        @Override
        public String toString() {
            return last.isEmpty()
                    ? "none"
                    : last.stream()
                            .map(address -> address.toInterface() + " " + address.flags())
                            .collect(Collectors.joining(", "));
        }
    }
}
