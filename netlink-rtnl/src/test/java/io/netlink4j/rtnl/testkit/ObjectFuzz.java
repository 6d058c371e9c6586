package io.netlink4j.rtnl.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.link.UnknownKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that for any bytes, every accessor of an object and of its parts returns a value or throws {@link NetlinkException.Malformed}, and
 * that every text is safe for a terminal.
 */
public final class ObjectFuzz {
    private static final int ROUNDS = 3_000;
    private static final int DEEPEST = 4;

    private ObjectFuzz() {}

    /**
     * Calls every accessor of objects made of arbitrary bytes and of mutated examples.
     *
     * @param more further calls on the object; they may throw Malformed
     */
    public static <T extends NetlinkObject<T>> void check(
            ObjectDescriptor<T> type, List<T> examples, Consumer<? super T> more) {
        Random random = new Random(type.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = round % 4 == 0 ? arbitrary(random) : mutated(examples, random);
            try {
                T object = type.decode(bytes);
                everything(object, 0);
                more.accept(object);
                assertThat(object).isEqualTo(type.decode(bytes.clone()));
            } catch (NetlinkException.Malformed expected) {
                // shorter than the header
            } catch (RuntimeException | AssertionError wrong) {
                fail(HexFormat.of().formatHex(bytes), wrong);
            }
        }
    }

    private static void everything(NetlinkObject<?> object, int depth) {
        for (Method method : object.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class
                    && method.getReturnType() != object.getClass()) {
                answered(() -> invoke(method, object)).ifPresent(value -> inside(value, depth));
            }
        }
        object.schema()
                .attributes()
                .forEach(key -> answered(() -> object.get(key)).ifPresent(value -> inside(value, depth)));
        sent(object);
    }

    private static void sent(NetlinkObject<?> object) {
        try {
            GoldenBytes.sent(object);
        } catch (IllegalStateException | NetlinkException.Malformed refused) {
            // an attribute that is marked as a reference, which never occurs
        }
    }

    private static void inside(Object value, int depth) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(present -> inside(present, depth));
            case Collection<?> several -> several.forEach(each -> inside(each, depth));
            case NetlinkObject<?> nest when depth < DEEPEST -> everything(nest, depth + 1);
            case String text -> {}
            case UnknownKind kind -> {
                fit(kind.toString());
                everything(kind.data(), depth);
                answered(kind::peer).ifPresent(peer -> inside(peer, depth));
            }
            default -> fit(value.toString());
        }
    }

    /** Strings are for programs and stay unchanged. Texts of objects are for people. */
    private static void fit(String text) {
        assertThat(Printable.of(text.replace('\n', ' '))).isEqualTo(text.replace('\n', ' '));
    }

    /** A call that may throw Malformed. */
    public interface Question {
        @Nullable
        Object ask();
    }

    /** The value; empty if the bytes are malformed. */
    public static Optional<Object> answered(Question question) {
        try {
            return Optional.ofNullable(question.ask());
        } catch (NetlinkException.Malformed expected) {
            return Optional.empty();
        }
    }

    private static @Nullable Object invoke(Method method, Object object) {
        try {
            Object value = method.invoke(object);
            if (method.getName().startsWith("to") && value instanceof String text) {
                fit(text);
            }
            return value;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof NetlinkException.Malformed malformed
                    && !method.getName().equals("toString")
                    && !method.getName().equals("hashCode")) {
                throw malformed;
            }
            throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static byte[] arbitrary(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(List<? extends NetlinkObject<?>> examples, Random random) {
        byte[] bytes = examples.get(random.nextInt(examples.size())).toByteArray();
        for (int i = random.nextInt(5); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = twice(bytes, at & ~3);
            }
        }
        return bytes;
    }

    /** Repeats the rest, as in a message with duplicate attributes. */
    private static byte[] twice(byte[] bytes, int from) {
        List<Byte> more = new ArrayList<>();
        for (byte each : bytes) {
            more.add(each);
        }
        for (int i = from; i < bytes.length; i++) {
            more.add(bytes[i]);
        }
        byte[] result = new byte[more.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = more.get(i);
        }
        return result;
    }
}
