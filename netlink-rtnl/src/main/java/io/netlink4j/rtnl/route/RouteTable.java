package io.netlink4j.rtnl.route;

import io.netlink4j.rtnl.internal.Words;

/** The routing tables that every host has ({@code RT_TABLE_*} of {@code linux/rtnetlink.h}). Tables are numbers. */
public final class RouteTable {
    /** The last table of a lookup, normally empty ({@code RT_TABLE_DEFAULT}). */
    public static final int DEFAULT = 253;
    /** The table that {@code ip route} shows ({@code RT_TABLE_MAIN}). */
    public static final int MAIN = 254;
    /** The addresses of this host, maintained by the kernel ({@code RT_TABLE_LOCAL}). */
    public static final int LOCAL = 255;

    /** {@code RT_TABLE_UNSPEC}. */
    static final int UNSPEC = 0;
    /** The highest number that fits {@code rtm_table}; higher ones need {@code RTA_TABLE}. */
    static final int MAX_IN_HEADER = 255;

    private RouteTable() {}

    /** The table's name as {@code ip route} writes it, or its number. */
    public static String name(int table) {
        return Words.table(table);
    }
}
