package io.netlink4j.core.sysctl;

/** A number with a meaning. The enums of {@link SysctlKey#choice} implement it. */
public interface SysctlChoice {
    /** The number. */
    int value();
}
