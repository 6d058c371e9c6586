package io.netlink4j.core.message;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Explains refusals of requests about objects of one type, by a table. The first row that matches explains the refusal.
 *
 * {@snippet :
 * static final ErrorExplainer<Address> ERRORS = ErrorExplainer.of(Address.class, rows -> {
 *     rows.on(EEXIST).of(NEWADDR).means("the link has this address already");
 *     rows.on(EACCES).says("IPv6 is disabled").means(Kind.INVALID);
 * });
 * }
 *
 * <p>The kernel's message has precedence: if the kernel sent one, only rows that expect it match.
 *
 * @param <T> the type of the objects
 */
public final class ErrorExplainer<T extends NetlinkObject<T>> implements Protocol.Explainer {
    private final Class<T> type;
    private final List<Meaning<T>> rows;

    private ErrorExplainer(Class<T> type, List<Meaning<T>> rows) {
        this.type = type;
        this.rows = rows;
    }

    /** A table for objects of {@code type}, with the rows that {@code body} adds. */
    public static <T extends NetlinkObject<T>> ErrorExplainer<T> of(Class<T> type, Consumer<Builder<T>> body) {
        List<Meaning<T>> rows = new ArrayList<>();
        body.accept(new Builder<>(rows));
        return new ErrorExplainer<>(type, List.copyOf(rows));
    }

    @Override
    public @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        return type.isInstance(request.body())
                ? explain(new RefusedRequest<>(type.cast(request.body()), request, errno, report))
                : null;
    }

    private @Nullable Explanation explain(RefusedRequest<T> refused) {
        for (Meaning<T> meaning : rows) {
            Explanation explanation = meaning.when().test(refused) ? meaning.explain(refused) : null;
            if (explanation != null) {
                return explanation;
            }
        }
        return null;
    }

    private record Meaning<T>(
            Predicate<RefusedRequest<T>> when,
            @Nullable Kind kind,
            @Nullable Function<? super RefusedRequest<T>, @Nullable String> reason) {

        @Nullable
        Explanation explain(RefusedRequest<T> refused) {
            String sentence = reason == null ? null : reason.apply(refused);
            return sentence == null && reason != null ? null : new Explanation(kind, sentence);
        }
    }

    /** Builds a table. The rows keep their order. */
    public static final class Builder<T> {
        private final List<Meaning<T>> rows;

        private Builder(List<Meaning<T>> rows) {
            this.rows = rows;
        }

        /** Begins a row for any of these error numbers, without a message of the kernel. */
        public Row<T> on(Errno... errnos) {
            return new Row<>(rows, List.of(errnos));
        }
    }

    /** One row of a table: conditions, all of which must be true, and then the meaning of the refusal. */
    public static final class Row<T> {
        private final List<Meaning<T>> rows;
        private final List<Errno> errnos;
        private List<MessageType> types = List.of();
        private List<String> words = List.of();
        private boolean silent = true;
        private int flags;
        private @Nullable String path;
        private Predicate<? super T> condition = object -> true;

        private Row(List<Meaning<T>> rows, List<Errno> errnos) {
            this.rows = rows;
            this.errnos = errnos;
        }

        /** Matches only requests of these types. */
        public Row<T> of(MessageType... messages) {
            types = List.of(messages);
            return this;
        }

        /** Matches only if the kernel's message contains one of {@code parts}. */
        public Row<T> says(String... parts) {
            words = List.of(parts);
            silent = false;
            return this;
        }

        /**
         * Matches only if the kernel's message contains one of {@code parts}, or if there is none, as with older
         * kernels.
         */
        public Row<T> maySay(String... parts) {
            words = List.of(parts);
            return this;
        }

        /** Matches any message of the kernel, or none. */
        public Row<T> saysAnything() {
            return maySay("");
        }

        /**
         * Matches only if the kernel points at the attribute with this path, such as {@code
         * IFLA_LINKINFO.IFLA_INFO_KIND}.
         */
        public Row<T> at(String attribute) {
            path = attribute;
            return this;
        }

        /** Matches only requests with all these flags, such as {@code NLM_F_CREATE}. */
        public Row<T> flags(int bits) {
            flags = bits;
            return this;
        }

        /** Matches only objects for which {@code test} is true. */
        public Row<T> when(Predicate<? super T> test) {
            condition = test;
            return this;
        }

        /** Ends the row: the exception has this type, and the kernel's message is the reason. */
        public void means(Kind type) {
            add(type, null);
        }

        /** Ends the row: the exception has the default type of the error number and this reason. */
        public void means(String sentence) {
            add(null, refused -> sentence);
        }

        /**
         * Ends the row: the exception has the default type of the error number, and {@code sentence} returns the
         * reason. If it returns null, the next row is tried.
         */
        public void means(Function<? super RefusedRequest<T>, @Nullable String> sentence) {
            add(null, sentence);
        }

        /** Ends the row: the exception has this type and this reason. */
        public void means(Kind type, String sentence) {
            add(type, refused -> sentence);
        }

        /**
         * Ends the row: the exception has this type, and {@code sentence} returns the reason. If it returns null, the
         * next row is tried.
         */
        public void means(Kind type, Function<? super RefusedRequest<T>, @Nullable String> sentence) {
            add(type, sentence);
        }

        private void add(@Nullable Kind kind, @Nullable Function<? super RefusedRequest<T>, @Nullable String> reason) {
            rows.add(new Meaning<>(this::fits, kind, reason));
        }

        private boolean fits(RefusedRequest<T> refused) {
            return errnos.contains(refused.errno())
                    && (types.isEmpty() || types.contains(refused.request().type()))
                    && (refused.report().message().isEmpty()
                            ? silent
                            : words.stream().anyMatch(refused::says))
                    && (refused.request().flags() & flags) == flags
                    && (path == null || path.equals(refused.path()))
                    && condition.test(refused.object());
        }
    }
}
