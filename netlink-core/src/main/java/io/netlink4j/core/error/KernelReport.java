package io.netlink4j.core.error;

import java.util.List;
import java.util.Optional;

/**
 * The kernel's extended acknowledgement of a request: what it reports in addition to the error number ({@code enum
 * nlmsgerr_attrs}).
 *
 * @param message the kernel's message ({@code NLMSGERR_ATTR_MSG}), without a final line break
 * @param attribute the path of the attribute that the kernel pointed at ({@code NLMSGERR_ATTR_OFFS}), such as {@code
 *     IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_BR_HELLO_TIME}
 * @param policy the values that the attribute may have ({@code NLMSGERR_ATTR_POLICY}), such as {@code u8 in 0..1}
 * @param missing the path of an attribute that the kernel needs and did not find ({@code NLMSGERR_ATTR_MISS_TYPE})
 */
public record KernelReport(
        Optional<String> message, Optional<String> attribute, Optional<String> policy, Optional<String> missing) {

    /** The report of a kernel that returned only the number. */
    public static final KernelReport NONE =
            new KernelReport(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the kernel returned only the number. */
    public boolean isEmpty() {
        return message.isEmpty() && attribute.isEmpty() && policy.isEmpty() && missing.isEmpty();
    }

    /**
     * The index in a list that the kernel pointed at; empty if it pointed at something else.
     *
     * @param list the name of the attribute with the list, such as {@code NFTA_RULE_EXPRESSIONS}
     */
    public Optional<Integer> index(String list) {
        return attribute
                .filter(path -> path.startsWith(list + "["))
                .map(path -> Integer.valueOf(path.substring(list.length() + 1, path.indexOf(']'))));
    }

    /** The element of a list that the kernel pointed at; empty if it pointed at something else. */
    public <T> Optional<T> element(String list, List<T> elements) {
        return index(list).filter(index -> index < elements.size()).map(elements::get);
    }

    KernelReport withoutMessage() {
        return new KernelReport(Optional.empty(), attribute, policy, missing);
    }

    /** The report as one clause for a message: {@code "Attribute failed policy validation" at IFLA_MTU (u32 >= 68)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        message.ifPresent(words -> text.append('"').append(Printable.of(words)).append('"'));
        attribute.ifPresent(
                path -> text.append(text.isEmpty() ? "" : " ").append("at ").append(path));
        policy.ifPresent(rule -> text.append(text.isEmpty() ? "" : " ")
                .append("(must be ")
                .append(rule)
                .append(')'));
        missing.ifPresent(path ->
                text.append(text.isEmpty() ? "" : ", ").append("missing ").append(path));
        return text.toString();
    }
}
