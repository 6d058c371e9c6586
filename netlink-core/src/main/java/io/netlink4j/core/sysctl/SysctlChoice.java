package io.netlink4j.core.sysctl;

/** A meaning that a parameter gives to a number: an enum for {@link SysctlKey#choice} implements it. */
public interface SysctlChoice {
    /** The number. */
    int value();
}
