/** Reads expressions as matches and values, by the fields of {@code match}, and finds the guards that nft does not print. Not exported. */
package io.netlink4j.nft.decode;
