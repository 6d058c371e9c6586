package io.netlink4j.nft;

import io.netlink4j.core.attribute.NetlinkObject;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects that a transaction created, as the kernel has them, with handles. */
public final class Commit {
    private final Transaction transaction;
    private final @Nullable NetlinkObject<?>[] created;
    private @Nullable IdentityHashMap<NetlinkObject<?>, NetlinkObject<?>> byAnswer;

    Commit(Transaction transaction, @Nullable NetlinkObject<?>[] created) {
        this.transaction = transaction;
        this.created = created;
    }

    /**
     * The table, chain, rule or set as the kernel has it.
     *
     * @param added the object that a method of {@link TransactionBuilder} returned; identity decides
     * @return empty if the kernel did not report it: the transaction was {@linkplain Transaction#withoutEcho without echo}, or
     *     had more answers than the socket could keep
     */
    @SuppressWarnings("unchecked") // the created object has the type of the added one
    public <T extends NetlinkObject<T>> Optional<T> created(T added) {
        return Optional.ofNullable((T) index().get(added));
    }

    private synchronized IdentityHashMap<NetlinkObject<?>, NetlinkObject<?>> index() {
        IdentityHashMap<NetlinkObject<?>, NetlinkObject<?>> known = byAnswer;
        if (known == null) {
            known = new IdentityHashMap<>();
            for (int i = 0; i < created.length; i++) {
                NetlinkObject<?> object = created[i];
                if (object != null) {
                    known.put(transaction.answers().get(i), object);
                }
            }
            byAnswer = known;
        }
        return known;
    }

    /** All tables, chains, rules and sets that the kernel reported, in the order of the transaction. */
    public List<NetlinkObject<?>> created() {
        return Arrays.stream(created)
                .<NetlinkObject<?>>mapMulti((object, out) -> {
                    if (object != null) {
                        out.accept(object);
                    }
                })
                .toList();
    }

    @Override
    public String toString() {
        return "created " + created();
    }
}
