/** Plugins that give addresses: host-local, which shares its files with that of the reference, and the programs of others. */
package io.netlink4j.examples.cni.ipam;
