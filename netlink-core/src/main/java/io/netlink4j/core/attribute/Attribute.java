package io.netlink4j.core.attribute;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A typed key: one attribute of one object or nest, as the kernel's headers define it.
 *
 * @param <T> the type of its value
 * @param number the kernel's number, {@code nla_type} without its flags
 * @param name the kernel's name, such as {@code IFLA_MTU}
 * @param codec how its payload is read and written
 * @param access which way it goes
 * @param since the first kernel that has it, such as {@code 5.5}; empty where every supported kernel does
 * @param request what a request carries in place of it, where the kernel does not accept what it reports
 */
public record Attribute<T>(
        int number, String name, Codec<T> codec, Access access, String since, RequestForm<T> request) {

    /** A key that goes both ways, in every supported kernel. */
    public static <T> Attribute<T> of(int number, String name, Codec<T> codec) {
        return new Attribute<>(number, name, codec, Access.READ_WRITE, "", RequestForm.asReported());
    }

    /** The key with another direction. */
    public Attribute<T> access(Access direction) {
        return new Attribute<>(number, name, codec, direction, since, request);
    }

    /** The key with the first kernel that has it. */
    public Attribute<T> since(String kernel) {
        return new Attribute<>(number, name, codec, access, kernel, request);
    }

    /**
     * The key of an attribute that is sent with another value than it has, for example without flags that the kernel only reports.
     *
     * @param accepted the value that the kernel accepts
     */
    public Attribute<T> sentAs(UnaryOperator<T> accepted) {
        return sentAs((value, neighbours) -> accepted.apply(value));
    }

    /**
     * The same, where the value depends on the attributes beside it.
     *
     * @param accepted the value that the kernel accepts, of the value and of all attributes of the same object
     */
    public Attribute<T> sentAs(BiFunction<T, Nest, T> accepted) {
        return request(request.as(accepted));
    }

    /** The key of an attribute that is left out of requests unless {@code condition} is true of all attributes of the same object. */
    public Attribute<T> sentIf(Predicate<Nest> condition) {
        return request(request.where(condition));
    }

    /** The key of an attribute that is left out of requests where it has {@code value}, which stands for its absence. */
    public Attribute<T> sentUnless(T value) {
        return request(request.unless(value));
    }

    /** The key of a number that is sent as a flag: without payload where it is not zero, else not at all. */
    public Attribute<T> sentAsFlag() {
        return request(request.asFlag());
    }

    /** The key of an attribute that is left out of requests which carry {@code other}, its neighbour in the same object. */
    public Attribute<T> notSentBeside(Attribute<?> other) {
        return sentIf(neighbours -> !neighbours.has(other));
    }

    /** The key of an attribute that is only understood together with {@code other}, its neighbour in the same object. */
    public Attribute<T> sentWith(Attribute<?> other) {
        return request(request.with(other));
    }

    /** The same, where the kernel does not report {@code other}: where it is missing, it is sent with {@code value}. */
    public <O> Attribute<T> sentWith(Attribute<O> other, O value) {
        return request(request.with(other, value));
    }

    private Attribute<T> request(RequestForm<T> form) {
        return new Attribute<>(number, name, codec, access, since, form);
    }

    @Override
    public String toString() {
        return name;
    }
}
