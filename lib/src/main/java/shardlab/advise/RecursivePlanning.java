package shardlab.advise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

    private final Predicate<String> isDistributed;
    private final Function<String, String> key;
    private final EqualSets equal;
    private int first;
    private boolean repartitions;
    private boolean plain = true;
    private boolean outer;
    private Optional<String> refused = Optional.empty();

    /**
     * @param isDistributed by the alias of a table
     * @param key           the distribution column of an alias, as {@code alias.column}
     * @param equal         what is compared with what; sides of a UNION are added
     */
    RecursivePlanning(Predicate<String> isDistributed, Function<String, String> key, EqualSets equal) {
        this.isDistributed = isDistributed;
        this.key = key;
        this.equal = equal;
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

    int sets(Set<String> aliases) {
        return (int) aliases.stream().map(this::root).distinct().count();
    }

    private String root(String alias) {
        return equal.find(key.apply(alias));
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
        Set<String> tables = new LinkedHashSet<>();
        collect(part.from(), parts, tables);
        plain &= parts.isEmpty();
        List<Set<String>> lives = new ArrayList<>();
        parts.forEach(each -> lives.add(inFrom(each.part())));
        String anchor = tables.stream().findFirst().or(() -> lives.stream().flatMap(Set::stream).findFirst())
                .map(this::root).orElse("");
        IntStream.range(0, parts.size()).filter(i -> !isAt(anchor, lives.get(i))).forEach(i -> {
            if (parts.get(i).part().role() == Role.CORRELATED) {
                refuse("a LATERAL subquery is not joined by the distribution column");
            }
            lives.set(i, runFirst(lives.get(i)));
        });
        if (tables.isEmpty() && parts.stream().allMatch(each -> each.part().role() == Role.CORRELATED
                || lives.get(parts.indexOf(each)).isEmpty()) && lives.stream().anyMatch(live -> !live.isEmpty())) {
            refuse("a LATERAL subquery asks all shards for each row of a table that is on every node");
        }
        return joined(part.from(), parts, lives);
    }

    private boolean isAt(String anchor, Set<String> live) {
        return live.stream().allMatch(alias -> root(alias).equals(anchor));
    }

    private void collect(Source source, List<PartSource> parts, Set<String> tables) {
        if (source instanceof PartSource found) {
            parts.add(found);
        } else if (source instanceof JoinedSource both) {
            collect(both.left(), parts, tables);
            collect(both.right(), parts, tables);
        } else if (source instanceof TableSource table && isDistributed.test(table.alias())) {
            tables.add(table.alias());
        } else if (source instanceof OtherSource other) {
            plain &= other.planned();
        }
    }

    private Set<String> inFrom(QueryPart part) {
        Set<String> live = run(part);
        first += part.role() != Role.CORRELATED && runsFirstWithoutShards(part, live) ? 1 : 0;
        return part.role() != Role.CORRELATED && mustRunFirst(part, live) ? runFirst(live) : live;
    }

    /** A LIMIT or a total of tables that are on every node runs first all the same. */
    private static boolean runsFirstWithoutShards(QueryPart part, Set<String> live) {
        return live.isEmpty() && part.wantsAll() && readsTable(part.from());
    }

    private static boolean readsTable(Source source) {
        return source instanceof TableSource
                || (source instanceof JoinedSource both && (readsTable(both.left()) || readsTable(both.right())));
    }

    /** Rows that an outer join keeps, and that are on every node, need all rows of the other side at once. */
    private Set<String> joined(Source source, List<PartSource> parts, List<Set<String>> lives) {
        if (source instanceof TableSource table) {
            return isDistributed.test(table.alias()) ? Set.of(table.alias()) : Set.of();
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
            return runFirst(right);
        }
        if (both.keeps() == Keeps.BOTH && right.isEmpty()) {
            return runFirst(left);
        }
        return union(left, right);
    }

    private Set<String> sublinks(QueryPart part, Set<String> from) {
        Set<String> live = from;
        for (QueryPart sublink : part.inner()) {
            if (sublink.role() == Role.WITH) {
                continue;
            }
            plain = false;
            Set<String> asked = run(sublink);
            first += sublink.role() == Role.SUBLINK && runsFirstWithoutShards(sublink, asked) ? 1 : 0;
            if (asked.isEmpty()) {
                continue;
            }
            boolean beside = sublink.role() == Role.LISTED
                    ? !from.isEmpty() && sublink.output().stream().anyMatch(column -> isKey(column, asked))
                    : from.stream().findFirst().map(this::root).filter(anchor -> isAt(anchor, asked)).isPresent();
            if (sublink.role() == Role.LISTED && beside) {
                asked.forEach(each -> equal.join(root(each), root(from.iterator().next())));
            }
            if (sublink.role() != Role.SUBLINK) {
                if (!beside) {
                    refuse("a correlated subquery is not joined by the distribution column");
                }
                live = union(live, asked);
            } else if (beside && !mustRunFirst(sublink, asked)) {
                live = union(live, asked);
            } else {
                runFirst(asked);
            }
        }
        return live;
    }

    private Set<String> sides(QueryPart part) {
        part.inner().forEach(this::runsFirst);
        plain = false;
        List<Set<String>> lives = part.sides().stream().map(this::run).toList();
        boolean pushed = part.role() != Role.STATEMENT && part.isUnion() && IntStream.range(0, lives.size()).allMatch(i ->
                !lives.get(i).isEmpty() && !mustRunFirst(part.sides().get(i), lives.get(i))) && haveKeyAtOnePlace(part, lives);
        if (!pushed) {
            lives.forEach(this::runFirst);
            return Set.of();
        }
        return lives.stream().reduce(Set.of(), RecursivePlanning::union);
    }

    private boolean haveKeyAtOnePlace(QueryPart part, List<Set<String>> lives) {
        int columns = part.sides().stream().mapToInt(side -> side.output().size()).min().orElse(0);
        for (int i = 0; i < columns; i++) {
            int place = i;
            if (IntStream.range(0, lives.size()).allMatch(side -> isKey(part.sides().get(side).output().get(place),
                    lives.get(side)))) {
                lives.forEach(live -> equal.join(root(lives.get(0).iterator().next()), root(live.iterator().next())));
                return true;
            }
        }
        return false;
    }

    private boolean isKey(String column, Set<String> live) {
        return !column.isEmpty() && live.stream().anyMatch(alias -> equal.find(column).equals(root(alias)));
    }

    /** True if it needs rows of several shards at once. */
    private boolean mustRunFirst(QueryPart part, Set<String> live) {
        if (live.isEmpty()) {
            return false;
        }
        if (part.hasGroupingSets()) {
            refuse("GROUPING SETS, CUBE and ROLLUP need a filter on the distribution column");
        }
        return part.wantsAll() || sets(live) > 1 || needsOthers(part.keys(), live) || needsOthers(part.windows(), live);
    }

    /** True if rows that belong together may lie in several shards. */
    boolean needsOthers(List<List<String>> keys, Set<String> live) {
        return keys.stream().anyMatch(columns -> columns.stream().noneMatch(column -> isKey(column, live)));
    }

    private Set<String> runFirst(Set<String> live) {
        if (!live.isEmpty()) {
            first++;
            repartitions |= sets(live) > 1;
        }
        return Set.of();
    }

    private void refuse(String why) {
        refused = refused.or(() -> Optional.of(why));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }
}
