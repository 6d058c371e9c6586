/** What runtimes ask and what plugins answer, in all versions of the specification, and what plugins of all types share. It knows no plugin. */
package io.netlink4j.examples.cni.protocol;
