package io.netlink4j.rtnl.route;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;

/** {@code struct rtvia}: the number of a family in host byte order, and a gateway of that family. */
final class RouteViaCodec implements Codec<IpAddress> {
    static final Codec<IpAddress> VIA = new RouteViaCodec();

    private static final int FAMILY = 2;

    private RouteViaCodec() {}

    @Override
    public String type() {
        return "struct rtvia";
    }

    @Override
    public IpAddress read(MemorySegment memory, long offset, int length) {
        Codecs.atLeast(FAMILY, length, type());
        int number = Codecs.U16.read(memory, offset, FAMILY);
        IpAddress address = Codecs.ADDRESS.read(memory, offset + FAMILY, length - FAMILY);
        if (address.family().number() != number) {
            throw new NetlinkException.Malformed("a gateway of family " + number + " has not "
                    + address.family().bytes() + " bytes");
        }
        return address;
    }

    @Override
    public int length(IpAddress value) {
        return FAMILY + value.family().bytes();
    }

    @Override
    public void write(IpAddress value, MemorySegment memory, long offset) {
        IpFamily family = value.family();
        Codecs.U16.write(family.number(), memory, offset);
        Codecs.ADDRESS.write(value, memory, offset + FAMILY);
    }
}
