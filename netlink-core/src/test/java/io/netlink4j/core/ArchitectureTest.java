package io.netlink4j.core;

import io.netlink4j.testkit.PackagePlan;
import io.netlink4j.testkit.PackagePlanTest;

/** The packages of core and which of them use which. */
final class ArchitectureTest extends PackagePlanTest {
    private static final String CORE = "io.netlink4j.core";
    private static final String ADDRESS = CORE + ".address";
    private static final String ATTRIBUTE = CORE + ".attribute";
    private static final String COLLECTION = CORE + ".collection";
    private static final String DIAG = CORE + ".diag";
    private static final String ERROR = CORE + ".error";
    private static final String LINK = CORE + ".link";
    private static final String LINUX = CORE + ".linux";
    private static final String MESSAGE = CORE + ".message";
    private static final String NAMESPACE = CORE + ".namespace";
    private static final String OBJECT = CORE + ".object";
    private static final String PROGRAM = CORE + ".program";
    private static final String RESOLVE = CORE + ".resolve";
    private static final String SOCKET = CORE + ".socket";
    private static final String SYSCTL = CORE + ".sysctl";
    private static final String THREAD = CORE + ".thread";
    private static final String TUN = CORE + ".tun";

    private static final PackagePlan PLAN = new PackagePlan(CORE)
            .add(ERROR)
            .add(ADDRESS, ERROR)
            .add(ATTRIBUTE, ADDRESS, ERROR)
            .add(MESSAGE, ATTRIBUTE, ERROR)
            .add(LINK, ATTRIBUTE, ERROR)
            .add(OBJECT, MESSAGE, ATTRIBUTE, ERROR)
            .add(LINUX, ERROR)
            .add(THREAD, LINUX, ERROR)
            .add(PROGRAM, THREAD, LINUX, ERROR)
            .add(SYSCTL, THREAD, LINUX, ADDRESS, ERROR)
            .add(SOCKET, THREAD, LINUX, LINK, ADDRESS, ERROR)
            .add(RESOLVE, SOCKET, THREAD, LINUX, ADDRESS, ERROR)
            .add(TUN, THREAD, LINUX, LINK, ERROR)
            .add(NAMESPACE, TUN, RESOLVE, SOCKET, SYSCTL, PROGRAM, THREAD, LINUX, ERROR)
            .add(CORE, NAMESPACE, OBJECT, THREAD, LINUX, MESSAGE, ATTRIBUTE, ERROR)
            .add(COLLECTION, CORE, OBJECT, MESSAGE, ATTRIBUTE, ERROR)
            .add(DIAG, CORE, NAMESPACE, OBJECT, LINK, LINUX, MESSAGE, ATTRIBUTE, ADDRESS, ERROR);

    ArchitectureTest() {
        super(PLAN);
    }
}
