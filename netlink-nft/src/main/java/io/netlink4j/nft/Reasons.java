package io.netlink4j.nft;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the kernel's error numbers mean in nf_tables. */
final class Reasons {
    private static final Pattern EXPRESSION = Pattern.compile("^NFTA_RULE_EXPRESSIONS\\[(\\d+)].*$");
    private static final Pattern ELEMENT = Pattern.compile("^NFTA_SET_ELEM_LIST_ELEMENTS\\[(\\d+)].*$");

    private Reasons() {}

    static @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        String reason = reason(request, errno.symbol(), report);
        String path = report.attribute().orElse("");
        Optional<String> where = switch (request.body()) {
            case Rule rule -> at(EXPRESSION, path, rule.expressions()).map(Object::toString);
            case ElementList list -> at(ELEMENT, path, list.elements()).map(Object::toString);
            default -> Optional.empty();
        };
        return where.map(place -> (reason == null ? errno.meaning() : reason) + ", at " + place)
                .or(() -> Optional.ofNullable(reason))
                .map(Explanation::of)
                .orElse(null);
    }

    private static @Nullable String reason(Request request, String errno, KernelReport report) {
        String path = report.attribute().orElse("");
        return switch (errno) {
            case "ENOENT" -> missing(path);
            case "ERESTART" ->
                request.type().equals(Messages.BATCH_BEGIN) ? "the ruleset is of another generation by now" : null;
            case "EMLINK" -> "more than 15 jumps from chain to chain, or a circle of them";
            case "EBUSY" ->
                request.type().equals(Messages.DELCHAIN)
                        ? "a rule goes to it"
                        : request.type().equals(Messages.DELSET) ? "a rule uses it" : null;
            case "EOPNOTSUPP" ->
                request.body() instanceof Chain
                        ? "a chain of this type cannot stand there, or an existing one cannot be moved"
                        : null;
            case "EEXIST" ->
                request.type().equals(Messages.NEWSETELEM) ? "an element with that key, or a range, is there" : null;
            case "EPERM" -> request.type().equals(Messages.BATCH_BEGIN) ? null : "the table belongs to another program";
            default -> null;
        };
    }

    private static @Nullable String missing(String path) {
        if (path.matches("NFTA_RULE_EXPRESSIONS\\[\\d+]")) {
            return "this kernel does not know the expression, or something that it names is missing";
        }
        return switch (path) {
            case "NFTA_TABLE_NAME",
                    "NFTA_CHAIN_TABLE",
                    "NFTA_RULE_TABLE",
                    "NFTA_SET_TABLE",
                    "NFTA_SET_ELEM_LIST_TABLE" -> "there is no such table";
            case "NFTA_CHAIN_NAME", "NFTA_RULE_CHAIN" -> "there is no such chain";
            case "NFTA_CHAIN_TYPE" -> "this kernel has no such type of chains in this family";
            case "NFTA_RULE_HANDLE", "NFTA_RULE_POSITION", "NFTA_RULE_POSITION_ID" -> "there is no such rule";
            case "NFTA_SET_NAME", "NFTA_SET_ELEM_LIST_SET" -> "there is no such set";
            default -> path.startsWith("NFTA_SET_ELEM_LIST_ELEMENTS") ? "there is no such element" : null;
        };
    }

    private static <T> Optional<T> at(Pattern pattern, String path, List<T> values) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(matcher.group(1));
        return index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
    }
}
