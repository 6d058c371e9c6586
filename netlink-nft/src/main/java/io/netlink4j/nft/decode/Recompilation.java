package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles decoded statements again, and keeps the expressions of those that would become other ones: a rule can have guards that
 * nft does not print, in another order or form than nft writes them today.
 */
final class Recompilation {
    private final NfFamily family;
    private final List<Expression> program;
    private final RuleContext context;

    Recompilation(NfFamily family, List<Expression> program, RuleContext context) {
        this.family = family;
        this.program = program;
        this.context = context;
    }

    /** Statements, and the expressions that they and the guards before them were read from. */
    private record Group(List<RulePart> parts, int from, int end) {
        boolean isOfStatements() {
            return parts.stream().allMatch(Statement.class::isInstance);
        }
    }

    /** The statements of {@code parts}, which are those of the slices without dropped guards. */
    List<RulePart> statements(List<RulePart> parts, List<Decoder.Slice> slices) {
        if (agrees(parts, program.size(), Profile.DEFAULT)) {
            return parts;
        }
        List<Group> groups = groups(parts, slices);
        List<RulePart> fewest = parts;
        int count = Integer.MAX_VALUE;
        for (Profile profile : Profile.values()) {
            List<RulePart> attempt = exact(groups, profile);
            int kept =
                    Collections.frequency(attempt.stream().map(Object::getClass).toList(), ReadStatement.class);
            if (kept < count) {
                fewest = attempt;
                count = kept;
            }
        }
        return fewest;
    }

    private static List<Group> groups(List<RulePart> parts, List<Decoder.Slice> slices) {
        Set<RulePart> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        listed.addAll(parts);
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (Decoder.Slice slice : slices) {
            List<RulePart> left =
                    slice.parts().stream().filter(listed::contains).toList();
            if (!left.isEmpty()) {
                groups.add(new Group(left, from, slice.end()));
                from = slice.end();
            }
        }
        return groups;
    }

    private List<RulePart> exact(List<Group> groups, Profile profile) {
        List<RulePart> result = new ArrayList<>();
        for (Group group : groups) {
            List<RulePart> more = new ArrayList<>(result);
            more.addAll(group.parts());
            if (agrees(more, group.end(), profile) || !group.isOfStatements()) {
                result = more;
            } else {
                result.add(ReadStatement.of(group.parts(), program.subList(group.from(), group.end()), context));
            }
        }
        return result;
    }

    /** Whether the parts become the first {@code end} expressions. */
    private boolean agrees(List<RulePart> parts, int end, Profile profile) {
        Compilation compilation = new Compilation(family, profile);
        try {
            parts.forEach(compilation::compile);
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
        List<Expression> compiled = compilation.expressions();
        if (compiled.size() != end) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!agrees(program.get(i), compiled.get(i), compilation.sets())) {
                return false;
            }
        }
        return true;
    }

    private boolean agrees(Expression read, Expression compiled, List<AnonymousSet> sets) {
        Optional<AnonymousSet> set = context.sets().apply(read);
        if (set.isPresent() && !read.equals(compiled)) {
            return SetUse.of(compiled)
                    .filter(use -> use.id().filter(id -> id <= sets.size()).isPresent()
                            && isSame(set.get(), sets.get(use.id().get() - 1)))
                    .flatMap(use -> SetUse.of(read)
                            .map(own -> own.with(use.set(), use.id().orElseThrow())))
                    .filter(numbered -> SameExpressions.areSame(numbered, compiled))
                    .isPresent();
        }
        return context.chains().apply(read).isPresent() || SameExpressions.areSame(read, compiled);
    }

    private static boolean isSame(AnonymousSet one, AnonymousSet other) {
        return one.set().key().type() == other.set().key().type()
                && one.set().key().length() == other.set().key().length()
                && one.set().isInterval() == other.set().isInterval()
                && new HashSet<>(one.elements()).equals(new HashSet<>(other.elements()));
    }
}
