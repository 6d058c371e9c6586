package io.netlink4j.examples.cni.protocol;

import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteScope;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a route of a result may say from version 1.1.0 on. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state
public enum PathOption {
    /** The path MTU, in bytes. */
    MTU(
            (route, value) -> route.metrics(route.metrics().mtu(value)),
            route -> route.metrics().mtu().orElse(0L)),
    /** The largest segment of TCP that is offered, in bytes. */
    ADVMSS(
            (route, value) -> route.metrics(route.metrics().advmss(value)),
            route -> route.metrics().advmss().orElse(0L)),
    /** The metric. */
    PRIORITY(Route::metric, Route::metric),
    /** The number of the routing table. */
    TABLE(Route::table, route -> route.table()),
    /** The number of the scope. */
    SCOPE(
            (route, value) -> route.scope(RouteScope.of(value)),
            route -> route.scope().number());

    private final BiFunction<Route, Integer, Route> change;
    private final ToLongFunction<Route> value;

    PathOption(BiFunction<Route, Integer, Route> change, ToLongFunction<Route> value) {
        this.change = change;
        this.value = value;
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A copy of {@code route} with this option. */
    public Route set(Route route, int value) {
        return change.apply(route, value);
    }

    /** Whether {@code route} has this option. */
    public boolean isOn(Route route, int wanted) {
        return value.applyAsLong(route) == wanted;
    }

    /** The options in a route of a result. */
    public static Map<PathOption, Integer> read(JsonNode route) {
        Map<PathOption, Integer> options = new EnumMap<>(PathOption.class);
        for (PathOption option : values()) {
            if (Json.find(route, option.key()).isPresent()) {
                options.put(option, Json.number(route, option.key()));
            }
        }
        return options;
    }

    /** Writes options into the object of a route. */
    public static void write(Map<PathOption, Integer> options, ObjectNode route) {
        options.forEach((option, value) -> route.put(option.key(), value));
    }
}
