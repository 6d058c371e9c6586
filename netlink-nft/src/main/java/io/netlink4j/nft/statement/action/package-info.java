/**
 * Actions that are less common: queues, copies, proxies, limits of connections, named objects, networks that are translated as a whole.
 *
 * <p>{@link io.netlink4j.nft.statement.action.Actions} has factory methods for all of them, for {@code import static}.
 */
package io.netlink4j.nft.statement.action;
