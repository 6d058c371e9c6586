/** What this module tells in reports of failures. Not exported: it is found as a service. */
package io.netlink4j.nft.report;
