/** What all objects share: the header of their messages, the notes of programs, and what names may be. Not exported. */
package io.netlink4j.nft.internal;
