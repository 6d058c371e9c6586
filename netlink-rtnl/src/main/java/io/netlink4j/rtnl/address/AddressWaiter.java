package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.collection.ConditionWaiter;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Waits for addresses of one link. */
final class AddressWaiter {
    private final RtnlSender sender;
    private final Addresses addresses;
    private final LinkReference link;

    AddressWaiter(Addresses addresses, LinkReference link) {
        this.sender = addresses.connection();
        this.addresses = addresses;
        this.link = link;
    }

    /** Waits until the link has the address and duplicate address detection has passed. */
    Address untilReady(IpAddress wanted, Duration longest) {
        return until(
                        listed -> {
                            List<Address> found = those(listed, wanted);
                            return !found.isEmpty() && areReady(found);
                        },
                        "address " + wanted + " to be ready on " + link.label(),
                        longest)
                .stream()
                .filter(address -> address.address().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static List<Address> those(List<Address> listed, IpAddress wanted) {
        return listed.stream()
                .filter(address -> address.address().equals(wanted))
                .toList();
    }

    /** Waits until all addresses of the link have passed duplicate address detection. */
    List<Address> untilReady(Duration longest) {
        return until(this::areReady, "the addresses of " + link.label() + " to be ready", longest);
    }

    List<Address> until(Predicate<? super List<Address>> condition, String goal, Duration longest) {
        Seen seen = new Seen();
        return waiting()
                .until(
                        () -> seen.now().filter(condition),
                        longest,
                        () -> goal + " in " + sender.where() + ": it " + seen);
    }

    /** A duplicate ends the wait at once, even if other addresses are still tentative. */
    private boolean areReady(List<Address> wanted) {
        wanted.forEach(this::checkUnique);
        return wanted.stream().noneMatch(address -> address.has(AddressFlag.TENTATIVE));
    }

    private void checkUnique(Address address) {
        if (address.has(AddressFlag.DADFAILED)) {
            throw new NetlinkException.DuplicateAddress("cannot use address " + address.literal() + " on "
                    + link.label() + " in " + sender.where() + ": another host on the link has it (dadfailed)");
        }
    }

    /** If a link without addresses is deleted, no event of an address follows. So events of the link are needed, too. */
    private ConditionWaiter waiting() {
        int index = link.ifindex().orElse(0);
        return new ConditionWaiter(
                sender.socket(),
                (type, flags, body) -> isRelevant(type, body, index) ? true : null,
                RtnlGroup.IPV4_IFADDR,
                RtnlGroup.IPV6_IFADDR,
                RtnlGroup.LINK);
    }

    private static boolean isRelevant(int type, byte[] body, int index) {
        if (type == Link.DESCRIPTOR.deleted().number()) {
            return true;
        }
        boolean ofAnAddress = type == Address.NEWADDR.number() || type == Address.DELADDR.number();
        return ofAnAddress && (index == 0 || Address.DESCRIPTOR.decode(body).get(Address.INDEX) == index);
    }

    /** The addresses as they were seen last. */
    private final class Seen {
        private Optional<List<Address>> last = Optional.empty();

        Optional<List<Address>> now() {
            last = Optional.of(addresses.list(link));
            return last;
        }

        @Override
        public String toString() {
            return last.map(list -> "has " + text(list)).orElse("was not read");
        }

        private static String text(List<Address> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream()
                            .map(address -> address.literal() + " " + address.flags())
                            .collect(Collectors.joining(", "));
        }
    }
}
