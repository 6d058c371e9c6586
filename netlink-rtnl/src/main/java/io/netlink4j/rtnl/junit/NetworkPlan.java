package io.netlink4j.rtnl.junit;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.rtnl.lab.Lab;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads the plan of a lab from the annotations of a test. */
final class NetworkPlan {
    private final Lab.Builder builder = Lab.builder();
    /** The nodes by their addresses. */
    private final Map<IpAddress, String> owners = new LinkedHashMap<>();

    private NetworkPlan() {}

    /**
     * The plan of the annotations of a test: those of its class, of the classes that enclose this, and of its method. Before a method runs,
     * its nodes are also those that its parameters name; before a class, those of all its methods. So are the nodes that the methods around
     * each test name.
     */
    static Lab.Builder of(ExtensionContext context) {
        NetworkPlan plan = new NetworkPlan();
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        classes.add(context.getRequiredTestClass());
        List<AnnotatedElement> elements = new ArrayList<>(classes);
        context.getTestMethod().ifPresent(elements::add);

        classes.forEach(type -> executables(type, context).forEach(plan::addNodes));
        context.getTestMethod().ifPresent(plan::addNodes);
        all(elements, Cable.class).forEach(plan::add);
        all(elements, Bridge.class).forEach(plan::add);
        all(elements, DefaultRoute.class).forEach(plan::add);
        return plan.builder;
    }

    /** The constructors and methods that may get nodes beside the test method, inherited ones included. */
    private static List<Executable> executables(Class<?> type, ExtensionContext context) {
        boolean aroundOneTest = context.getTestMethod().isPresent();
        List<Executable> found = new ArrayList<>(ReflectionSupport.findMethods(
                type,
                method -> !aroundOneTest
                        || method.isAnnotationPresent(BeforeEach.class)
                        || method.isAnnotationPresent(AfterEach.class),
                HierarchyTraversalMode.TOP_DOWN));
        found.addAll(List.of(type.getDeclaredConstructors()));
        return found;
    }

    private void addNodes(Executable executable) {
        all(List.of(executable.getParameters()), In.class).forEach(in -> builder.node(in.value()));
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
