/**
 * The sockets of a network namespace ({@code NETLINK_SOCK_DIAG}, {@code sock_diag(7)}): who listens, who is connected, the state of each
 * connection; as {@code ss} shows them. {@link io.netlink4j.core.diag.SockDiag} is where to begin.
 */
package io.netlink4j.core.diag;
