package io.netlink4j.nft.object;

import static io.netlink4j.core.error.Errno.EAFNOSUPPORT;
import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;

import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.nft.internal.ErrorText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors of requests for tables, chains, objects and flowtables ({@code net/netfilter/nf_tables_api.c} of the kernel,
 * which mostly reports an attribute and no text).
 */
final class ObjectErrors {
    private ObjectErrors() {}

    static void addTable(ErrorExplainer.Builder<Table> rows) {
        rows.on(ENOENT).means(ErrorText::noTable);
        rows.on(EEXIST).means(ErrorText.EXISTS);
        rows.on(EOPNOTSUPP, EAFNOSUPPORT)
                .of(Table.DESCRIPTOR.created())
                .when(Table::hasOnlyKnownFlags)
                .means(refused -> "this kernel has no nf_tables for " + ErrorText.family(refused.object())
                        + ", and no module provides" + " them");
        rows.on(EOPNOTSUPP)
                .of(Table.DESCRIPTOR.created())
                .means(refused -> "this kernel does not know the table's flags, or has no nf_tables for "
                        + ErrorText.family(refused.object()));
    }

    static void addChain(ErrorExplainer.Builder<Chain> rows) {
        rows.on(ENOENT).at(Chain.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT)
                .at(Chain.NAME.name())
                .means(refused ->
                        ErrorText.none(refused, "chain", refused.object().get(Chain.NAME)));
        rows.on(ENOENT)
                .at(Chain.TYPE.name())
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no chains of type "
                                + refused.object().type().map(Printable::of).orElse("filter") + " in "
                                + ErrorText.family(refused.object()) + ", and no module provides them");
        rows.on(ENOENT)
                .of(Chain.DESCRIPTOR.created())
                .means(refused -> noDevice(refused.object().devices()));
        rows.on(EEXIST).when(chain -> chain.has(Chain.HANDLE)).means("that name is taken");
        rows.on(EEXIST).means(ErrorText.EXISTS);
        rows.on(EBUSY).of(Chain.DESCRIPTOR.deleted()).means("a rule or an element of a map refers to it");
        rows.on(EOPNOTSUPP).at(Chain.POLICY.name()).means(Kind.INVALID, "only a base chain has a policy");
        rows.on(EOPNOTSUPP)
                .of(Chain.DESCRIPTOR.created())
                .when(chain -> isOfType(chain, "nat"))
                .means(
                        Kind.INVALID,
                        "a chain of type nat can only be at prerouting, input, output or postrouting, with a priority"
                                + " above"
                                + " -200");
        rows.on(EOPNOTSUPP)
                .of(Chain.DESCRIPTOR.created())
                .when(chain -> isOfType(chain, "route"))
                .means(Kind.INVALID, "a chain of type route can only be at output");
        rows.on(EOPNOTSUPP)
                .of(Chain.DESCRIPTOR.created())
                .when(Chain::isBase)
                .means(refused -> "this kernel does not support a chain "
                        + ErrorText.place(
                                refused.object().type(), refused.object().hook())
                        + " with priority "
                        + refused.object().priority().orElse(0) + " in " + ErrorText.family(refused.object()));
    }

    static void addObject(ErrorExplainer.Builder<NamedObject> rows) {
        rows.on(ENOENT).at(NamedObject.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT, EOPNOTSUPP)
                .of(NamedObject.DESCRIPTOR.created())
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no " + refused.object().type() + " objects in "
                                + ErrorText.family(refused.object())
                                + ", and no module provides them or the object that this"
                                + " one refers to");
        rows.on(ENOENT)
                .means(refused -> ErrorText.none(
                        refused,
                        refused.object().type().toString(),
                        refused.object().get(NamedObject.NAME)));
        rows.on(EEXIST).means(ErrorText.EXISTS);
        rows.on(EBUSY).means("a rule or an element of a map uses it");
    }

    static void addFlowtable(ErrorExplainer.Builder<Flowtable> rows) {
        rows.on(ENOENT).at(Flowtable.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT)
                .of(Flowtable.DESCRIPTOR.created())
                .at(Flowtable.HOOK.name())
                .means(refused -> noDevice(refused.object().devices()));
        rows.on(ENOENT, EOPNOTSUPP)
                .of(Flowtable.DESCRIPTOR.created())
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no flowtables in " + ErrorText.family(refused.object())
                                + ", and no module provides them");
        rows.on(ENOENT)
                .means(refused ->
                        ErrorText.none(refused, "flowtable", refused.object().get(Flowtable.NAME)));
        rows.on(EEXIST).means(ErrorText.EXISTS);
        rows.on(EBUSY).means("a rule uses it");
    }

    private static boolean isOfType(Chain chain, String type) {
        return chain.type().equals(Optional.of(type));
    }

    private static @Nullable String noDevice(List<String> devices) {
        return devices.isEmpty()
                ? null
                : (devices.size() == 1 ? "there is no device " : "one of these devices is missing: ")
                        + devices.stream()
                                .map(name -> "'" + Printable.of(name) + "'")
                                .collect(Collectors.joining(", "));
    }
}
