/**
 * Errors: {@link io.netlink4j.core.error.NetlinkException} and its types, the kernel's error numbers and its extended acknowledgement, and
 * the escaping of text for messages.
 */
package io.netlink4j.core.error;
