/** Kinds of virtual links and their options ({@code IFLA_INFO_DATA}), a file for each kind. This package does not know links. */
package io.netlink4j.rtnl.link.kind;
