/**
 * Sends requests, resolves references, waits, and writes texts, for objects of all types. This package is not exported, and no type of objects
 * is known here.
 */
package io.netlink4j.rtnl.internal;
