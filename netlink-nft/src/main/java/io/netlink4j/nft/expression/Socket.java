package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads data of the socket that the packet belongs to ({@code NFTA_SOCKET_*}). */
public final class Socket extends NetlinkObject<Socket> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("socket");

    /** {@code enum nft_socket_keys}: 0 transparent, 1 mark, 2 wildcard, 3 cgroup. */
    public static final Attribute<Integer> KEY = KEYS.add(1, "NFTA_SOCKET_KEY", BE_COUNT);

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_SOCKET_DREG", BE_COUNT);

    /** The depth of the cgroup. */
    public static final Attribute<Integer> LEVEL = KEYS.add(3, "NFTA_SOCKET_LEVEL", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Socket(Content content) {
        super(content);
    }

    private static final String[] NAMES = {"transparent", "mark", "wildcard", "cgroupv2"};

    /** Loads {@code key}, a number of {@code enum nft_socket_keys}, into {@code register}. */
    public static Socket load(int key, int register) {
        return new Socket(
                new ExpressionBytes(24).put(KEY, key).put(DREG, register).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Socket copy(Content content) {
        return new Socket(content);
    }

    @Override
    public String toString() {
        return "[ socket load " + ExpressionText.name(NAMES, get(KEY).orElse(-1)) + " => reg "
                + get(DREG).orElse(0)
                + get(LEVEL).map(level -> " level " + level).orElse("") + " ]";
    }
}
