/** Plugins of the Container Network Interface, and the program that installs them, serves them and is them. What the plugins do is in the packages below. */
package io.netlink4j.examples.cni;
