package io.netlink4j.nft.set;

import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;

import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.nft.internal.ErrorText;

/** Explains errors of requests for sets. */
final class SetErrors {
    private SetErrors() {}

    static void add(ErrorExplainer.Builder<NamedSet> rows) {
        rows.on(ENOENT).at(NamedSet.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT)
                .means(refused ->
                        ErrorText.none(refused, "set or map", refused.object().get(NamedSet.NAME)));
        rows.on(EEXIST).means(ErrorText.EXISTS);
        rows.on(EBUSY).means("a rule uses it");
        rows.on(EOPNOTSUPP)
                .of(NamedSet.DESCRIPTOR.created())
                .when(set -> set.isDynamic() && set.isInterval())
                .means(Kind.INVALID, "a set of ranges cannot be dynamic; leave one of dynamic() and interval() out");
        rows.on(EOPNOTSUPP)
                .of(NamedSet.DESCRIPTOR.created())
                .means(refused -> "this kernel has no sets of this kind: "
                        + refused.object().declaration());
    }
}
