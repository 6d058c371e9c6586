/** VLANs of bridges and of their ports. */
package io.netlink4j.rtnl.bridge;
