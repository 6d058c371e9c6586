/**
 * Sends requests, resolves references, waits, and writes texts, for objects of all types. This package is not exported and knows no type of
 * objects.
 */
package io.netlink4j.rtnl.internal;
