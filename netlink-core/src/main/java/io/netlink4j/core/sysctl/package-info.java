/** The kernel parameters of a namespace: typed keys, and {@link io.netlink4j.core.sysctl.Sysctl} to read and write them. */
package io.netlink4j.core.sysctl;
