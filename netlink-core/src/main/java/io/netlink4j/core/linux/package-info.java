/**
 * The libc ring: one Java method per C function, Linux's constants, ownership of file descriptors. Nothing here is clever,
 * nothing here is exported, and nothing outside of it calls native code.
 */
package io.netlink4j.core.linux;
