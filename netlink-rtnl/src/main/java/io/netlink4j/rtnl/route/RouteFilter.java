package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.FAMILY;
import static io.netlink4j.rtnl.route.RouteAttributes.OIF;
import static io.netlink4j.rtnl.route.RouteAttributes.PROTOCOL;
import static io.netlink4j.rtnl.route.RouteAttributes.RTM_TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TYPE;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which routes to list. The kernel does the choosing, so a filter makes a list cheaper than sorting out afterwards
 * does.
 *
 * <p>Entries that the kernel learnt for a single destination, such as its path MTU, are no routes and never listed.
 */
public final class RouteFilter {
    private static final RouteFilter ALL_TABLES = new RouteFilter(
            List.of(IpFamily.values()), Route.toDefault(IpFamily.IPV4).scope(RouteScope.UNIVERSE));
    private static final RouteFilter MAIN = ALL_TABLES.table(RouteTable.MAIN);

    private final List<IpFamily> families;
    private final Route pattern;

    private RouteFilter(List<IpFamily> families, Route pattern) {
        this.families = families;
        this.pattern = pattern;
    }

    /** The routes of the table {@code main}, as {@code ip route} and {@code ip -6 route} show them. */
    public static RouteFilter main() {
        return MAIN;
    }

    /** The routes of all tables, that of the host's own addresses ({@link RouteTable#LOCAL}) included. */
    public static RouteFilter allTables() {
        return ALL_TABLES;
    }

    /** Of these only those of {@code family}. */
    public RouteFilter family(IpFamily family) {
        return new RouteFilter(List.of(family), pattern);
    }

    /** Those of the table {@code number} instead. */
    public RouteFilter table(int number) {
        return new RouteFilter(families, pattern.table(number));
    }

    /** Of these only those that {@code protocol} made. */
    public RouteFilter protocol(RouteProtocol protocol) {
        return new RouteFilter(families, pattern.protocol(protocol));
    }

    /** Of these only those of a type. */
    public RouteFilter type(RouteType type) {
        return new RouteFilter(families, pattern.type(type));
    }

    /** Of these only those that lead out by a link. */
    public RouteFilter dev(LinkReference link) {
        return new RouteFilter(families, pattern.dev(link));
    }

    /** Of these only those that lead out by the link with a name. */
    public RouteFilter dev(String link) {
        return dev(LinkReference.of(link));
    }

    List<IpFamily> families() {
        return families;
    }

    /** What the kernel is asked. */
    Route request(IpFamily family) {
        return pattern.with(FAMILY, family.number());
    }

    /** Whether {@code route} is one that {@code asked} asks for, in which the link is an index. */
    static boolean matches(Route asked, Route route) {
        OptionalInt table = table(asked);
        return (table.isEmpty() || table.getAsInt() == route.table())
                && (asked.get(PROTOCOL) == 0 || asked.get(PROTOCOL).equals(route.get(PROTOCOL)))
                && (asked.get(TYPE) == 0 || asked.get(TYPE).equals(route.get(TYPE)))
                && (!asked.has(OIF) || leadsOutBy(asked.link(), route));
    }

    /** Whether every route of the family is asked for, so that none has to be looked at. */
    static boolean isOpen(Route asked) {
        return table(asked).isEmpty() && asked.get(PROTOCOL) == 0 && asked.get(TYPE) == 0 && !asked.has(OIF);
    }

    private static OptionalInt table(Route asked) {
        int number = asked.get(RTM_TABLE);
        return number == RouteTable.UNSPEC && !asked.has(TABLE) ? OptionalInt.empty() : OptionalInt.of(asked.table());
    }

    private static boolean leadsOutBy(Optional<LinkReference> link, Route route) {
        return route.nextHops().stream().anyMatch(hop -> hop.link().equals(link));
    }

    /** The filter in the words of {@code ip route show}. */
    @Override
    public String toString() {
        Words words = new Words();
        words.add(
                "table", table(pattern).isEmpty() ? Optional.of("all") : Optional.of(RouteTable.name(pattern.table())));
        words.add("proto", Optional.of(pattern.protocol()).filter(protocol -> pattern.get(PROTOCOL) != 0));
        words.add("type", Optional.of(pattern.type()).filter(type -> pattern.get(TYPE) != 0));
        words.add("dev", pattern.link().map(Words.LINKS));
        return words.toString();
    }
}
