package shardlab.advise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import shardlab.advise.QueryPart.JoinedSource;
import shardlab.advise.QueryPart.Keeps;
import shardlab.advise.QueryPart.OtherSource;
import shardlab.advise.QueryPart.PartSource;
import shardlab.advise.QueryPart.Role;
import shardlab.advise.QueryPart.Source;
import shardlab.advise.QueryPart.TableSource;

/**
 * Which parts of a statement Citus runs first, by the rules of its recursive planner: those that need rows of all shards,
 * and those that are not joined by the distribution column. What remains runs on the shards.
 */
final class RecursivePlanning {

    static final String GROUPING_SETS = "GROUPING SETS, CUBE and ROLLUP need a filter on the distribution column";

    private final PlacedTables tables;
    private final PartRules rules;
    private int first;
    private boolean repartitions;
    private boolean plain = true;
    private boolean outer;
    private Optional<String> refused = Optional.empty();

    RecursivePlanning(PlacedTables tables, PartRules rules) {
        this.tables = tables;
        this.rules = rules;
    }

    /** Plans a statement; the aliases of the distributed tables that are left, which no part runs first. */
    Set<String> plan(QueryPart statement) {
        return run(statement);
    }

    /** How many parts run first. */
    int first() {
        return first;
    }

    /** True if a part that runs first joins by repartitioning. */
    boolean repartitions() {
        return repartitions;
    }

    /** True if nothing but tables is joined, and inner: Citus repartitions no other joins. */
    boolean isPlain() {
        return plain && !outer;
    }

    /** Why Citus refuses it. */
    Optional<String> refused() {
        return refused;
    }

    private Set<String> run(QueryPart part) {
        if (part.isRecursive()) {
            part.inner().forEach(this::run);
            refuse("recursive CTEs need a filter on the distribution column");
            return Set.of();
        }
        if (!part.sides().isEmpty()) {
            return sides(part);
        }
        part.inner().stream().filter(each -> each.role() == Role.WITH).forEach(this::runsFirst);
        Set<String> live = from(part);
        return sublinks(part, live);
    }

    private void runsFirst(QueryPart with) {
        Set<String> live = run(with);
        first += live.isEmpty() ? 1 : 0;
        runFirst(live);
    }

    private Set<String> from(QueryPart part) {
        List<PartSource> parts = new ArrayList<>();
        Set<String> direct = new LinkedHashSet<>();
        collect(part.from(), parts, direct);
        plain &= parts.isEmpty();
        List<Set<String>> lives = new ArrayList<>();
        parts.forEach(each -> lives.add(inFrom(each.part())));
        runApart(parts, lives, direct);
        refuseUnions(part, parts, lives, direct);
        refuseLaterals(parts, lives, direct);
        if (rules.isPushedOuterJoin(part.from())) {
            outer = true;
            return PartRules.union(direct, lives.stream().reduce(Set.of(), PartRules::union));
        }
        return joined(part.from(), parts, lives);
    }

    /** SELECTs that are not joined with the first table, or the first SELECT, by the distribution column. */
    private void runApart(List<PartSource> parts, List<Set<String>> lives, Set<String> direct) {
        String anchor = direct.stream().findFirst().or(() -> lives.stream().flatMap(Set::stream).findFirst())
                .map(rules::root).orElse("");
        IntStream.range(0, parts.size()).filter(i -> !rules.isAt(anchor, lives.get(i))).forEach(i -> {
            if (parts.get(i).part().role() == Role.CORRELATED) {
                refuse("a LATERAL subquery is not joined by the distribution column");
            }
            lives.set(i, runFirst(lives.get(i)));
        });
    }

    private void refuseUnions(QueryPart part, List<PartSource> parts, List<Set<String>> lives, Set<String> direct) {
        IntStream.range(0, parts.size()).filter(i -> part.from() instanceof JoinedSource && direct.isEmpty()
                && !parts.get(i).part().sides().isEmpty() && !parts.get(i).part().keys().isEmpty())
                .filter(i -> lives.get(i).stream().noneMatch(tables::isKeyCompared) && !lives.get(i).isEmpty())
                .forEach(i -> refuse("a UNION is joined, and not by the distribution column"));
    }

    private void refuseLaterals(List<PartSource> parts, List<Set<String>> lives, Set<String> direct) {
        List<Integer> live = IntStream.range(0, parts.size()).filter(i -> !lives.get(i).isEmpty()).boxed().toList();
        if (direct.isEmpty() && !live.isEmpty()
                && live.stream().allMatch(i -> parts.get(i).part().role() == Role.CORRELATED)) {
            refuse("a LATERAL subquery asks all shards for each row of a table that is on every node");
        }
    }

    private void collect(Source source, List<PartSource> parts, Set<String> direct) {
        if (source instanceof PartSource found) {
            parts.add(found);
        } else if (source instanceof JoinedSource both) {
            collect(both.left(), parts, direct);
            collect(both.right(), parts, direct);
        } else if (source instanceof TableSource table && tables.isDistributed(table.alias())) {
            direct.add(table.alias());
        } else if (source instanceof OtherSource other) {
            plain &= other.planned();
        }
    }

    private Set<String> inFrom(QueryPart part) {
        Set<String> live = run(part);
        first += part.role() != Role.CORRELATED && PartRules.runsFirstWithoutShards(part, live) ? 1 : 0;
        return part.role() != Role.CORRELATED && mustRunFirst(part, live) ? runFirst(live) : live;
    }

    /** Rows that an outer join keeps, and that are on every node, need all rows of the other side at once. */
    private Set<String> joined(Source source, List<PartSource> parts, List<Set<String>> lives) {
        if (source instanceof TableSource table) {
            return tables.isDistributed(table.alias()) ? Set.of(table.alias()) : Set.of();
        }
        if (source instanceof PartSource part) {
            return lives.get(parts.indexOf(part));
        }
        if (!(source instanceof JoinedSource both)) {
            return Set.of();
        }
        Set<String> left = joined(both.left(), parts, lives);
        Set<String> right = joined(both.right(), parts, lives);
        outer |= both.keeps() != Keeps.NONE && !left.isEmpty();
        if (both.keeps() != Keeps.NONE && left.isEmpty()) {
            return keptApart(right);
        }
        if (both.keeps() == Keeps.BOTH && right.isEmpty()) {
            return keptApart(left);
        }
        return PartRules.union(left, right);
    }

    /** Each table of an outer join's side by itself. */
    private Set<String> keptApart(Set<String> live) {
        first += live.size();
        return Set.of();
    }

    private Set<String> sublinks(QueryPart part, Set<String> from) {
        Set<String> live = from;
        for (QueryPart sublink : part.inner()) {
            if (sublink.role() == Role.WITH) {
                continue;
            }
            plain = false;
            live = PartRules.union(live, beside(sublink, from));
        }
        return live;
    }

    /** What of a SELECT in an expression runs on the shards, beside the table that it stands at. */
    private Set<String> beside(QueryPart sublink, Set<String> from) {
        Set<String> asked = run(sublink);
        first += sublink.role() == Role.SUBLINK && PartRules.runsFirstWithoutShards(sublink, asked) ? 1 : 0;
        if (asked.isEmpty()) {
            return asked;
        }
        boolean listed = sublink.role() == Role.LISTED && !from.isEmpty()
                && sublink.output().stream().anyMatch(column -> rules.isKey(column, asked));
        if (listed) {
            rules.join(from, asked);
        }
        boolean beside = listed || from.stream().findFirst().map(rules::root)
                .filter(anchor -> rules.isAt(anchor, asked)).isPresent();
        if (!beside && sublink.role() != Role.SUBLINK) {
            refuse("a correlated subquery is not joined by the distribution column");
        }
        return sublink.role() != Role.SUBLINK || (beside && !mustRunFirst(sublink, asked)) ? asked : runFirst(asked);
    }

    private Set<String> sides(QueryPart part) {
        part.inner().forEach(this::runsFirst);
        plain = false;
        List<Set<String>> lives = part.sides().stream().map(this::run).toList();
        boolean pushed = part.role() != Role.STATEMENT && part.isUnion() && IntStream.range(0, lives.size())
                .allMatch(i -> !lives.get(i).isEmpty() && !mustRunFirst(part.sides().get(i), lives.get(i)))
                && rules.haveKeyAtOnePlace(part, lives);
        if (!pushed) {
            lives.forEach(this::runFirst);
            return Set.of();
        }
        return lives.stream().reduce(Set.of(), PartRules::union);
    }

    /** True if it needs rows of several shards at once. */
    private boolean mustRunFirst(QueryPart part, Set<String> live) {
        if (live.isEmpty()) {
            return false;
        }
        if (part.hasGroupingSets()) {
            refuse(GROUPING_SETS);
        }
        return part.wantsAll() || rules.sets(live) > 1 || rules.needsOthers(part.keys(), live)
                || rules.needsOthers(part.windows(), live);
    }

    private Set<String> runFirst(Set<String> live) {
        if (!live.isEmpty()) {
            first++;
            repartitions |= rules.sets(live) > 1;
        }
        return Set.of();
    }

    private void refuse(String why) {
        refused = refused.or(() -> Optional.of(why));
    }

}
