/** Plugins that change what another one has attached: portmap and tuning. */
package io.netlink4j.examples.cni.chained;
