/** Kinds of virtual links and their options ({@code IFLA_INFO_DATA}), a file for each kind. Links are not known here. */
package io.netlink4j.rtnl.link.kind;
