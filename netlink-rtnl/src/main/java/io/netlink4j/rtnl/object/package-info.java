/** The public API that objects of all types share. This package knows no type of objects. */
package io.netlink4j.rtnl.object;
