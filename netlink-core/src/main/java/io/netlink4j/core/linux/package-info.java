/**
 * The C library: one Java method per C function, Linux's constants and structs, the ownership of file descriptors, and small helpers for
 * paths, directories and files of the kernel.
 *
 * <p>Not exported. No other package calls native code. Nothing here starts threads; that is in {@code thread}.
 */
package io.netlink4j.core.linux;
