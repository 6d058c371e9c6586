/** Shared by all objects: the message header, userdata, and the rules for names. Not exported. */
package io.netlink4j.nft.internal;
