package shardlab.advise;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables queries join, how often, and which of them foreign keys tie. */
final class TableJoins {

    private final List<List<TableColumn>> families;
    private final Map<Pair, Found> found = new TreeMap<>();

    private TableJoins(List<List<TableColumn>> families) {
        this.families = families;
    }

    /** Those of a table with itself are left out. */
    static List<TableJoin> of(SourceSchema schema, List<ReadQuery> queries, List<List<TableColumn>> families) {
        var joins = new TableJoins(families);
        queries.forEach(joins::addQuery);
        schema.references().forEach(joins::addForeignKey);
        return joins.found.entrySet().stream().map(each -> new TableJoin(each.getKey().left(), each.getKey().right(),
                List.copyOf(each.getValue().families), each.getValue().weight, each.getValue().foreignKey)).toList();
    }

    /** Columns that one query compares with one another, or with one value. */
    private void addQuery(ReadQuery query) {
        var equal = new EqualSets();
        Set<String> columns = new LinkedHashSet<>();
        for (Equality equality : query.facts().equalities()) {
            if (!equality.any()) {
                equal.join(equality.left().name(), equality.right().name());
                columns.add(equality.left().name());
                if (equality.right().isColumn()) {
                    columns.add(equality.right().name());
                }
            }
        }
        Set<Pair> joined = new TreeSet<>();
        equal.sets(columns).forEach(set -> addSet(query.facts(), set, joined));
        joined.forEach(pair -> found.get(pair).weight += query.query().weight());
    }

    private void addSet(QueryFacts facts, List<String> names, Set<Pair> joined) {
        List<TableColumn> columns = names.stream().map(name -> new Operand(Operand.Kind.COLUMN, name))
                .flatMap(operand -> facts.column(operand).stream()).distinct().toList();
        for (TableColumn one : columns) {
            columns.stream().filter(other -> one.table().compareTo(other.table()) < 0).forEach(other ->
                    joined.add(add(one, other)));
        }
    }

    private void addForeignKey(KeyReference key) {
        for (int i = 0; i < key.columns().size() && !key.table().equals(key.target()); i++) {
            Pair pair = add(new TableColumn(key.table(), key.columns().get(i)),
                    new TableColumn(key.target(), key.targetColumns().get(i)));
            found.get(pair).foreignKey = true;
        }
    }

    private Pair add(TableColumn one, TableColumn other) {
        Pair pair = one.table().compareTo(other.table()) < 0 ? new Pair(one.table(), other.table())
                : new Pair(other.table(), one.table());
        Found join = found.computeIfAbsent(pair, each -> new Found());
        for (int i = 0; i < families.size(); i++) {
            if (families.get(i).containsAll(List.of(one, other))) {
                join.families.add(i);
            }
        }
        return pair;
    }

    private record Pair(String left, String right) implements Comparable<Pair> {

        @Override
        public int compareTo(Pair other) {
            return Comparator.comparing(Pair::left).thenComparing(Pair::right).compare(this, other);
        }
    }

    private static final class Found {

        private final Set<Integer> families = new TreeSet<>();
        private double weight;
        private boolean foreignKey;
    }
}
