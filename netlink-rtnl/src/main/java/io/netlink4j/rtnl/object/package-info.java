/** What objects of all types share in public. No type of objects is known here. */
package io.netlink4j.rtnl.object;
