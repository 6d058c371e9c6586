package io.netlink4j.core.resolve;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code hosts:} of {@code nsswitch.conf(5)}: the services that are asked for a host's addresses, and the
 * results that end the search.
 */
final class NameServiceSwitch {
    /** The default of glibc since 2.35 if there is no such line or file. */
    private static final String DEFAULT = "files dns";

    private static final Pattern LINE = Pattern.compile("\\s*hosts[\\s:]+(.*)");
    private static final Pattern SERVICE = Pattern.compile("\\G\\s*([^\\s\\[]+)\\s*(\\[[^]]*]?)?");
    private static final Pattern CRITERION = Pattern.compile(
            "\\G\\s*(!?)(SUCCESS|NOTFOUND|UNAVAIL|TRYAGAIN)\\s*=\\s*(RETURN|CONTINUE)(?=[\\s\\]])",
            Pattern.CASE_INSENSITIVE);

    private NameServiceSwitch() {}

    /** The result of asking one service. */
    enum Status {
        SUCCESS,
        NOTFOUND,
        UNAVAIL,
        TRYAGAIN
    }

    /**
     * One service.
     *
     * @param name such as {@code files} or {@code dns}
     * @param last the results after which no other service is asked
     */
    record Service(String name, Set<Status> last) {}

    /**
     * The services in their order. The last of several lines counts.
     *
     * @param operation what is tried, for the exception
     * @param file the file's name, for the exception
     * @throws NetlinkException.Invalid if the line's actions are malformed; glibc then resolves no name
     */
    static List<Service> parse(List<String> lines, String operation, String file) {
        String services = DEFAULT;
        for (String line : lines) {
            Matcher hosts = LINE.matcher(line);
            if (hosts.matches()) {
                services = hosts.group(1);
            }
        }
        List<Service> parsed = new ArrayList<>();
        Matcher service = SERVICE.matcher(services);
        while (service.find()) {
            Set<Status> last = EnumSet.of(Status.SUCCESS);
            String criteria = service.group(2);
            if (criteria != null && !apply(criteria, last)) {
                throw NetlinkException.refused(
                        operation, Errno.EINVAL, file + " has the malformed actions '" + criteria + "'");
            }
            parsed.add(new Service(service.group(1), Set.copyOf(last)));
        }
        return parsed;
    }

    private static boolean apply(String criteria, Set<Status> last) {
        Matcher criterion = CRITERION.matcher(criteria).region(1, criteria.length());
        int end = -1;
        while (criterion.find()) {
            Status status = Status.valueOf(criterion.group(2).toUpperCase(Locale.ROOT));
            Set<Status> meant =
                    criterion.group(1).isEmpty() ? EnumSet.of(status) : EnumSet.complementOf(EnumSet.of(status));
            if (criterion.group(3).equalsIgnoreCase("RETURN")) {
                last.addAll(meant);
            } else {
                last.removeAll(meant);
            }
            end = criterion.end();
        }
        return end >= 0 && criteria.substring(end).strip().equals("]");
    }
}
