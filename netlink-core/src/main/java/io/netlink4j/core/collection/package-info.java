/**
 * Reads the objects of one type over a socket, by their {@link io.netlink4j.core.object.ObjectDescriptor}: lists, filters, waits and
 * subscriptions ({@link io.netlink4j.core.collection.ObjectReader}). Libraries for protocols extend it. Changes are not known here.
 */
package io.netlink4j.core.collection;
