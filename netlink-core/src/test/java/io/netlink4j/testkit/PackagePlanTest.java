package io.netlink4j.testkit;

import org.junit.jupiter.api.Test;

/** Holds the packages of a module against its plan. The {@code ArchitectureTest} of each module extends it. */
public abstract class PackagePlanTest {
    private final PackagePlan plan;

    /** The test of one plan. */
    protected PackagePlanTest(PackagePlan plan) {
        this.plan = plan;
    }

    /** The module has the packages of the plan and no others. */
    @Test
    public final void packagesMatchThePlan() {
        plan.checkPackages();
    }

    /** A package uses only those that the plan allows. */
    @Test
    public final void packagesUseOnlyLowerPackages() {
        plan.checkUses();
    }

    /** No packages use each other in a circle. */
    @Test
    public final void packagesHaveNoCycles() {
        plan.checkNoCircles();
    }

    /** Two threads that use two classes first at the same time do not wait for each other. */
    @Test
    public final void classesDoNotInitializeEachOther() {
        plan.checkInitializers();
    }

    /** A package has at most 30 files and a {@code package-info}. */
    @Test
    public final void packagesAreSmall() {
        plan.checkFiles();
    }
}
