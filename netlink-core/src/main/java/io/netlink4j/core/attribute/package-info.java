/**
 * Netlink attributes: typed keys ({@link io.netlink4j.core.attribute.Attribute}), schemas, objects, and the reading, writing and printing
 * of their bytes.
 *
 * <p>Nothing here makes a system call. Message headers are in {@code message}.
 */
package io.netlink4j.core.attribute;
