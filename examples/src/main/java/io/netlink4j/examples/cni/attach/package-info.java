/** Plugins that attach a container with a link of its own: bridge, ptp and loopback. */
package io.netlink4j.examples.cni.attach;
