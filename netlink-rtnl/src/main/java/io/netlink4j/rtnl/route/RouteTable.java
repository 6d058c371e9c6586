package io.netlink4j.rtnl.route;

/**
 * Routing tables are numbers ({@code RT_TABLE_*} of {@code linux/rtnetlink.h}); these are the ones that every host
 * has.
 */
public final class RouteTable {
    /** For what no other table has, and normally empty ({@code RT_TABLE_DEFAULT}). */
    public static final int DEFAULT = 253;
    /** The one that {@code ip route} shows ({@code RT_TABLE_MAIN}). */
    public static final int MAIN = 254;
    /** The addresses of this host, kept by the kernel ({@code RT_TABLE_LOCAL}). */
    public static final int LOCAL = 255;

    /** {@code RT_TABLE_UNSPEC}. */
    static final int UNSPEC = 0;
    /** The highest number that {@code rtm_table} can hold; greater ones need {@code RTA_TABLE}. */
    static final int MAX_IN_HEADER = 255;

    private RouteTable() {}

    /** The table's name as {@code ip route} writes it, or its number. */
    public static String name(int table) {
        return switch (table) {
            case DEFAULT -> "default";
            case MAIN -> "main";
            case LOCAL -> "local";
            default -> Integer.toUnsignedString(table);
        };
    }
}
