package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;

/** The EtherType of a VLAN tag ({@code ETH_P_8021Q}, {@code ETH_P_8021AD} of {@code linux/if_ether.h}). */
public enum VlanProtocol implements Numbered {
    /** 802.1Q, EtherType 0x8100: the ordinary tag. */
    IEEE_802_1Q(0x8100, "802.1Q"),
    /** 802.1ad, EtherType 0x88a8: the outer tag of a provider. */
    IEEE_802_1AD(0x88a8, "802.1ad");

    private final int number;
    private final String text;

    VlanProtocol(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The EtherType. */
    @Override
    public int number() {
        return number;
    }

    static String text(int number) {
        return Numbered.of(VlanProtocol.class, number)
                .map(VlanProtocol::toString)
                .orElse("[" + number + "]");
    }

    /** As {@code ip} writes it: {@code 802.1Q} or {@code 802.1ad}. */
    @Override
    public String toString() {
        return text;
    }
}
