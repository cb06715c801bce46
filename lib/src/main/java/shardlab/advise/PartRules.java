package shardlab.advise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import shardlab.advise.QueryPart.JoinedSource;
import shardlab.advise.QueryPart.Keeps;
import shardlab.advise.QueryPart.PartSource;
import shardlab.advise.QueryPart.Source;
import shardlab.advise.QueryPart.TableSource;

/** What decides whether a SELECT can run on the shards: whether what it needs at once lies in one of them. */
final class PartRules {

    private final PlacedTables tables;
    private final EqualSets equal;

    /** @param equal what is compared with what; sides of a UNION are added */
    PartRules(PlacedTables tables, EqualSets equal) {
        this.tables = tables;
        this.equal = equal;
    }

    /** How many sets of co-located tables there are, whose distribution columns are compared. */
    int sets(Set<String> aliases) {
        return (int) aliases.stream().map(this::root).distinct().count();
    }

    String root(String alias) {
        return equal.find(tables.key(alias)) + " " + tables.type(alias);
    }

    boolean isAt(String anchor, Set<String> live) {
        return live.stream().allMatch(alias -> root(alias).equals(anchor));
    }

    private static boolean readsTable(Source source) {
        return source instanceof TableSource
                || (source instanceof JoinedSource both && (readsTable(both.left()) || readsTable(both.right())));
    }

    boolean isKey(String column, Set<String> live) {
        return !column.isEmpty() && live.stream().anyMatch(alias -> equal.same(column, tables.key(alias)));
    }

    /** True if rows that belong together may lie in several shards. */
    boolean needsOthers(List<List<String>> keys, Set<String> live) {
        return keys.stream().anyMatch(columns -> columns.stream().noneMatch(column -> isKey(column, live)));
    }

    void join(Set<String> one, Set<String> other) {
        equal.join(tables.key(one.iterator().next()), tables.key(other.iterator().next()));
    }

    boolean haveKeyAtOnePlace(QueryPart part, List<Set<String>> lives) {
        int columns = part.sides().stream().mapToInt(side -> side.output().size()).min().orElse(0);
        for (int i = 0; i < columns; i++) {
            int place = i;
            if (IntStream.range(0, lives.size()).allMatch(side -> isKey(part.sides().get(side).output().get(place),
                    lives.get(side)))) {
                lives.forEach(live -> join(lives.get(0), live));
                return sets(lives.stream().reduce(Set.of(), PartRules::union)) == 1;
            }
        }
        return false;
    }

    /** The only table of a source, which nothing but filters. */
    private static Optional<String> single(Source source) {
        return source instanceof TableSource table ? Optional.of(table.alias())
                : source instanceof PartSource part && part.part().inner().isEmpty() && !part.part().asks()
                ? single(part.part().from()) : Optional.empty();
    }

    /** A LIMIT or a total of tables that are on every node runs first all the same. */
    static boolean runsFirstWithoutShards(QueryPart part, Set<String> live) {
        return live.isEmpty() && part.wantsAll() && readsTable(part.from());
    }

    /** A reference table's rows can be kept on the shards where their partners would be. */
    boolean isPushedOuterJoin(Source source) {
        return source instanceof JoinedSource both && both.keeps() == Keeps.LEFT
                && both.left() instanceof TableSource left && tables.isReference(left.alias())
                && single(both.right()).filter(right -> tables.isDistributed(right)
                        && tables.isComparedWithKey(left.alias(), right)).isPresent();
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }
}
