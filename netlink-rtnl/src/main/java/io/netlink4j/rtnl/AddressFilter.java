package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpFamily;
import java.util.Optional;

/**
 * Which addresses are wanted. The kernel sorts them out; older ones send more, which is then left out here.
 *
 * @param family IPv4 or IPv6, empty for both
 * @param link the link that has them, empty for every link
 */
public record AddressFilter(Optional<IpFamily> family, Optional<LinkReference> link) {

    /** All addresses. */
    public static AddressFilter all() {
        return new AddressFilter(Optional.empty(), Optional.empty());
    }

    /** Only those of a family. */
    public AddressFilter family(IpFamily wanted) {
        return new AddressFilter(Optional.of(wanted), link);
    }

    /** Only those of a link. */
    public AddressFilter link(LinkReference wanted) {
        return new AddressFilter(family, Optional.of(wanted));
    }

    /** Only those of the link with a name. */
    public AddressFilter link(String wanted) {
        return link(LinkReference.of(wanted));
    }

    Address request(int ifindex) {
        Address request = Address.any().with(Address.INDEX, ifindex);
        return family.map(wanted -> request.with(Address.FAMILY, wanted.number()))
                .orElse(request);
    }

    boolean accepts(Address address, int ifindex) {
        return (ifindex == 0 || address.ifindex().orElse(0) == ifindex)
                && IpFamily.ofNumber(address.get(Address.FAMILY))
                        .filter(found -> family.isEmpty() || family.get() == found)
                        .isPresent();
    }

    @Override
    public String toString() {
        return family.map(wanted -> wanted + " ").orElse("")
                + "addresses"
                + link.map(wanted -> " of " + wanted.label()).orElse("");
    }
}
