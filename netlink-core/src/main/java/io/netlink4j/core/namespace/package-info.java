/**
 * Network namespaces and their names: created, named, found and watched as {@code ip netns} does it. {@link
 * io.netlink4j.core.namespace.NetworkNamespace} is the entry.
 *
 * <p>What a namespace offers inside is in the packages {@code socket}, {@code resolve}, {@code sysctl} and {@code program}, which know an
 * open namespace but no names.
 */
package io.netlink4j.core.namespace;
