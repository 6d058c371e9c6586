package io.netlink4j.nft.error;

import static io.netlink4j.core.error.Errno.EAFNOSUPPORT;
import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;
import static io.netlink4j.core.error.Errno.ERESTART;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.RefusedRequest;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.kernel.Messages;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors of requests for tables, chains, sets, objects and flowtables ({@code net/netfilter/nf_tables_api.c} of the kernel,
 * which mostly reports an attribute and no text).
 */
final class ObjectErrors {
    private static final String THERE = "it already exists; delete it first, or use it as it is";

    static final ErrorExplainer<Batch> BATCH = ErrorExplainer.of(Batch.class, rows -> {
        rows.on(ERESTART)
                .of(Messages.BATCH_BEGIN)
                .means("the ruleset has changed and has another generation now; read it again and retry");
    });

    static final ErrorExplainer<Table> TABLE = ErrorExplainer.of(Table.class, rows -> {
        rows.on(ENOENT).means(refused -> noTable(refused, Table.NAME));
        rows.on(EEXIST).means(THERE);
        rows.on(EOPNOTSUPP, EAFNOSUPPORT)
                .of(Messages.NEWTABLE)
                .when(Table::hasOnlyKnownFlags)
                .means(refused -> "this kernel has no nf_tables for " + family(refused.object())
                        + ", and no module provides" + " them");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWTABLE)
                .means(refused -> "this kernel does not know the table's flags, or has no nf_tables for "
                        + family(refused.object()));
    });

    static final ErrorExplainer<Chain> CHAIN = ErrorExplainer.of(Chain.class, rows -> {
        rows.on(ENOENT).at(Chain.TABLE.name()).means(refused -> noTable(refused, Chain.TABLE));
        rows.on(ENOENT)
                .at(Chain.NAME.name())
                .means(refused -> none(refused, "chain", refused.object().get(Chain.NAME), Chain.TABLE));
        rows.on(ENOENT)
                .at(Chain.TYPE.name())
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no chains of type "
                                + refused.object().type().map(Printable::of).orElse("filter") + " in "
                                + family(refused.object()) + ", and no module provides them");
        rows.on(ENOENT)
                .of(Messages.NEWCHAIN)
                .means(refused -> noDevice(refused.object().devices()));
        rows.on(EEXIST).when(chain -> chain.has(Chain.HANDLE)).means("that name is taken");
        rows.on(EEXIST).means(THERE);
        rows.on(EBUSY).of(Messages.DELCHAIN).means("a rule or an element of a map refers to it");
        rows.on(EOPNOTSUPP).at(Chain.POLICY.name()).means(Kind.INVALID, "only a base chain has a policy");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWCHAIN)
                .when(chain -> isOfType(chain, "nat"))
                .means(
                        Kind.INVALID,
                        "a chain of type nat can only be at prerouting, input, output or postrouting, with a priority"
                                + " above"
                                + " -200");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWCHAIN)
                .when(chain -> isOfType(chain, "route"))
                .means(Kind.INVALID, "a chain of type route can only be at output");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWCHAIN)
                .when(Chain::isBase)
                .means(refused -> "this kernel does not support a chain " + ChainGraph.place(refused.object())
                        + " with priority "
                        + refused.object().priority().orElse(0) + " in " + family(refused.object()));
    });

    static final ErrorExplainer<NamedSet> SET = ErrorExplainer.of(NamedSet.class, rows -> {
        rows.on(ENOENT).at(NamedSet.TABLE.name()).means(refused -> noTable(refused, NamedSet.TABLE));
        rows.on(ENOENT)
                .means(refused -> none(refused, "set or map", refused.object().get(NamedSet.NAME), NamedSet.TABLE));
        rows.on(EEXIST).means(THERE);
        rows.on(EBUSY).means("a rule uses it");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWSET)
                .when(set -> set.isDynamic() && set.isInterval())
                .means(Kind.INVALID, "a set of ranges cannot be dynamic; leave one of dynamic() and interval() out");
        rows.on(EOPNOTSUPP)
                .of(Messages.NEWSET)
                .means(refused -> "this kernel has no sets of this kind: " + ElementText.type(refused.object()));
    });

    static final ErrorExplainer<NamedObject> OBJECT = ErrorExplainer.of(NamedObject.class, rows -> {
        rows.on(ENOENT).at(NamedObject.TABLE.name()).means(refused -> noTable(refused, NamedObject.TABLE));
        rows.on(ENOENT, EOPNOTSUPP)
                .of(Messages.NEWOBJ)
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no " + refused.object().type() + " objects in "
                                + family(refused.object()) + ", and no module provides them or the object that this"
                                + " one refers to");
        rows.on(ENOENT)
                .means(refused -> none(
                        refused,
                        refused.object().type().toString(),
                        refused.object().get(NamedObject.NAME),
                        NamedObject.TABLE));
        rows.on(EEXIST).means(THERE);
        rows.on(EBUSY).means("a rule or an element of a map uses it");
    });

    static final ErrorExplainer<Flowtable> FLOWTABLE = ErrorExplainer.of(Flowtable.class, rows -> {
        rows.on(ENOENT).at(Flowtable.TABLE.name()).means(refused -> noTable(refused, Flowtable.TABLE));
        rows.on(ENOENT)
                .of(Messages.NEWFLOWTABLE)
                .at(Flowtable.HOOK.name())
                .means(refused -> noDevice(refused.object().devices()));
        rows.on(ENOENT, EOPNOTSUPP)
                .of(Messages.NEWFLOWTABLE)
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> "this kernel has no flowtables in " + family(refused.object())
                                + ", and no module provides them");
        rows.on(ENOENT)
                .means(refused -> none(refused, "flowtable", refused.object().get(Flowtable.NAME), Flowtable.TABLE));
        rows.on(EEXIST).means(THERE);
        rows.on(EBUSY).means("a rule uses it");
    });

    private ObjectErrors() {}

    private static boolean isOfType(Chain chain, String type) {
        return chain.type().equals(Optional.of(type));
    }

    private static String family(NetlinkObject<?> object) {
        int number = object.get(Nfgenmsg.FAMILY);
        return NfFamily.ofNumber(number).map(family -> "family " + family).orElse("family " + number);
    }

    /** The sentence for a missing table. */
    static <T extends NetlinkObject<T>> String noTable(RefusedRequest<T> refused, Attribute<String> table) {
        return "there is no table " + label(refused.object(), table) + remedy(refused);
    }

    /** The sentence for an object that a table does not have. */
    static <T extends NetlinkObject<T>> String none(
            RefusedRequest<T> refused, String what, Optional<String> name, Attribute<String> table) {
        return "there is no " + what + " '" + name.map(Printable::of).orElse("") + "' in table "
                + label(refused.object(), table) + remedy(refused);
    }

    private static String label(NetlinkObject<?> object, Attribute<String> table) {
        return Nfgenmsg.label(object) + " "
                + object.get(table).map(Printable::of).orElse("?");
    }

    private static String remedy(RefusedRequest<?> refused) {
        return Messages.adds(refused.request().type()) ? "; add it first" : "";
    }

    /** The sentence for a jump that the kernel does not support. */
    static String unfitChain(String chain) {
        return "chain '" + Printable.of(chain)
                + "' is a base chain, which cannot be a target, or leads to a statement that this hook does not allow";
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
