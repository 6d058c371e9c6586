/**
 * References to links ({@link io.netlink4j.core.link.LinkReference}) and the names that links may have. Routes, addresses, sockets and many
 * families of generic netlink refer to links; the links themselves are objects of the module {@code io.netlink4j.rtnl}.
 */
package io.netlink4j.core.link;
