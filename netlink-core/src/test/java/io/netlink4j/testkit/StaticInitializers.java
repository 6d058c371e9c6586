package io.netlink4j.testkit;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which classes a class initializes while it is initialized. Two classes that initialize each other are a deadlock: one thread that uses
 * the first and one that uses the second wait for each other for ever. Bodies of lambdas and methods that are only referred to run later.
 */
final class StaticInitializers {
    private final JavaClasses classes;
    private final Map<String, Set<String>> initialized = new HashMap<>();

    StaticInitializers(JavaClasses classes) {
        this.classes = classes;
        for (JavaClass type : classes) {
            Set<String> others = new TreeSet<>();
            type.getRawSuperclass().ifPresent(parent -> add(parent, others));
            type.getStaticInitializer().ifPresent(code -> collect(code, new HashSet<>(), others));
            others.remove(type.getName());
            initialized.put(type.getName(), others);
        }
    }

    /** The classes that are initialized by what they initialize, each with the next one on that way. */
    Map<String, Set<String>> circles() {
        Map<String, Set<String>> circles = new TreeMap<>();
        for (String name : initialized.keySet()) {
            Set<String> back = new TreeSet<>(initialized.getOrDefault(name, Set.of()));
            back.removeIf(next -> !reached(next).contains(name));
            if (!back.isEmpty()) {
                circles.put(name, back);
            }
        }
        return circles;
    }

    private Set<String> reached(String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            for (String next : initialized.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private void collect(JavaCodeUnit code, Set<JavaCodeUnit> seen, Set<String> out) {
        if (!seen.add(code)) {
            return;
        }
        for (JavaAccess<?> access : code.getAccessesFromSelf()) {
            if (access.isDeclaredInLambda()) {
                continue;
            }
            switch (access) {
                case JavaFieldAccess field ->
                    field.getTarget()
                            .resolveMember()
                            .filter(StaticInitializers::isStatic)
                            .ifPresent(_ -> add(field.getTargetOwner(), out));
                case JavaConstructorCall call -> {
                    add(call.getTargetOwner(), out);
                    follow(call.getTarget().resolveMember(), seen, out);
                }
                case JavaMethodCall call -> {
                    Optional<? extends JavaCodeUnit> target = call.getTarget().resolveMember();
                    target.filter(StaticInitializers::isStatic).ifPresent(_ -> add(call.getTargetOwner(), out));
                    follow(target, seen, out);
                }
                default -> {}
            }
        }
    }

    private void follow(Optional<? extends JavaCodeUnit> target, Set<JavaCodeUnit> seen, Set<String> out) {
        target.filter(code -> classes.contain(code.getOwner().getName())).ifPresent(code -> collect(code, seen, out));
    }

    private void add(JavaClass type, Set<String> out) {
        if (classes.contain(type.getName())
                && classes.get(type.getName()).getStaticInitializer().isPresent()) {
            out.add(type.getName());
        }
    }

    private static boolean isStatic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.STATIC);
    }
}
