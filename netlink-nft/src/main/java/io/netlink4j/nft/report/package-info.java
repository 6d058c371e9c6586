/** The nftables part of the reports of failed tests. The package is not exported: {@link java.util.ServiceLoader} finds it. */
package io.netlink4j.nft.report;
