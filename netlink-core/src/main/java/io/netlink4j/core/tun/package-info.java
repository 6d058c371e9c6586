/** TUN and TAP devices: links whose packets a program reads and writes. Links of other kinds are in {@code io.netlink4j.rtnl}. */
package io.netlink4j.core.tun;
