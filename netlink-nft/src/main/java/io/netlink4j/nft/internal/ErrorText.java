package io.netlink4j.nft.internal;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.RefusedRequest;
import java.util.Optional;

/** Sentences that explain errors of several types of objects. */
public final class ErrorText {
    public static final String EXISTS = "it already exists; delete it first, or use it as it is";

    private ErrorText() {}

    /** The sentence for a missing table. */
    public static String noTable(RefusedRequest<? extends NetlinkObject<?>> refused) {
        return "there is no table " + table(refused.object()) + remedy(refused);
    }

    /** The sentence for an object that a table does not have. */
    public static String none(RefusedRequest<? extends NetlinkObject<?>> refused, String what, Optional<String> name) {
        return "there is no " + what + " '" + name.map(Printable::of).orElse("") + "' in table "
                + table(refused.object()) + remedy(refused);
    }

    private static String table(NetlinkObject<?> object) {
        return Nfgenmsg.label(object) + " "
                + object.get(Nfgenmsg.TABLE).map(Printable::of).orElse("?");
    }

    private static String remedy(RefusedRequest<?> refused) {
        return NfTables.adds(refused.request().type()) ? "; add it first" : "";
    }

    /** The sentence for a jump that the kernel does not support. */
    public static String unfitChain(String chain) {
        return "chain '" + Printable.of(chain)
                + "' is a base chain, which cannot be a target, or leads to a statement that this hook does not allow";
    }

    /** The sentence for an expression that the kernel does not know. */
    public static String unknown(NetlinkObject<?> rule, String expression) {
        return "this kernel does not know the expression '" + Printable.of(expression) + "' in " + family(rule)
                + ", and no module provides it";
    }

    /** The type and hook of a base chain. */
    public static String place(Optional<String> type, Optional<?> hook) {
        return "of type " + type.map(Printable::of).orElse("filter") + " at "
                + hook.map(Object::toString).orElse("another hook");
    }

    /** The family of an object: {@code family inet}. */
    public static String family(NetlinkObject<?> object) {
        String label = Nfgenmsg.label(object);
        return label.startsWith("family ") ? label : "family " + label;
    }
}
