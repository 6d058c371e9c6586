/**
 * What is said once of a type of objects: its messages, groups, identity and errors ({@link
 * io.netlink4j.core.object.ObjectDescriptor}). Everything that treats objects of all types alike is built on it. Sockets are not known here.
 */
package io.netlink4j.core.object;
