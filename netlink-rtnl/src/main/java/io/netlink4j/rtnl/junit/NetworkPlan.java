package io.netlink4j.rtnl.junit;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.rtnl.lab.Lab;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads the plan of a lab from the annotations of a test. */
final class NetworkPlan {
    private final Lab.Builder builder = Lab.builder();
    /** The nodes by their addresses. */
    private final Map<IpAddress, String> owners = new LinkedHashMap<>();

    private NetworkPlan() {}

    /** The plan of the annotations of a class, of its test method if there is one, and of the parameters of {@code executables}. */
    static Lab.Builder of(ExtensionContext context, List<Executable> executables) {
        NetworkPlan plan = new NetworkPlan();
        List<AnnotatedElement> elements = new ArrayList<>(List.of(context.getRequiredTestClass()));
        context.getTestMethod().ifPresent(elements::add);
        for (Executable executable : executables) {
            for (Parameter parameter : executable.getParameters()) {
                all(List.of(parameter), In.class).forEach(in -> plan.builder.node(in.value()));
            }
        }
        all(elements, Cable.class).forEach(plan::add);
        all(elements, Bridge.class).forEach(plan::add);
        all(elements, DefaultRoute.class).forEach(plan::add);
        return plan.builder;
    }

    private static <A extends Annotation> List<A> all(List<? extends AnnotatedElement> elements, Class<A> type) {
        return elements.stream()
                .flatMap(element -> List.of(element.getAnnotationsByType(type)).stream())
                .toList();
    }

    private void add(Cable cable) {
        builder.cable(cable.from(), cable.to(), cable.network());
        own(cable.network(), cable.from(), cable.to());
    }

    private void add(Bridge bridge) {
        builder.bridge(bridge.name(), bridge.network(), bridge.members());
        own(bridge.network(), bridge.members());
    }

    private void own(String network, String... nodes) {
        List<IpAddress> hosts = Lab.hostAddresses(IpPrefix.of(network), nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            owners.put(hosts.get(i), nodes[i]);
        }
    }

    private void add(DefaultRoute route) {
        String gateway = owners.get(IpAddress.of(route.via()));
        if (gateway == null) {
            throw new IllegalArgumentException(
                    "no node has the address " + route.via() + " of a gateway, only " + owners);
        }
        builder.forwarding(gateway).route(route.of(), "default", route.via());
    }
}
