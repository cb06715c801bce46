package shardlab.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The columns that a table could be distributed by, and their families: columns of several tables that joins or foreign
 * keys compare, whatever each is called.
 */
final class Candidates {

    private final Map<TableColumn, String> roots = new HashMap<>();
    private final SourceSchema schema;
    private final Rule rule;
    private final Map<TableColumn, Double> weights = new LinkedHashMap<>();
    private final EqualSets families = new EqualSets();
    private final Map<String, TableColumn> byName = new HashMap<>();
    private final Map<String, Set<String>> tablesByFamily = new HashMap<>();
    private final Map<String, TableColumn> byValue = new HashMap<>();

    Candidates(SourceSchema schema, List<ReadQuery> queries, Rule rule) {
        this.schema = schema;
        this.rule = rule;
        schema.references().forEach(this::followForeignKey);
        schema.keys().forEach(this::followName);
        queries.forEach(this::followQuery);
        queries.forEach(this::followValues);
        byName.values().forEach(column -> tablesByFamily.computeIfAbsent(root(column.table(), column.column()),
                family -> new TreeSet<>()).add(column.table()));
    }

    private void followForeignKey(KeyReference key) {
        for (int i = 0; i < key.columns().size(); i++) {
            relate(new TableColumn(key.table(), key.columns().get(i)),
                    new TableColumn(key.target(), key.targetColumns().get(i)), 0);
        }
    }

    /** Columns called like a key of one table alone, such as {@code bid}, are taken for references to it. */
    private void followName(TableKey key) {
        String name = key.columns().get(0);
        var target = new TableColumn(key.table(), name);
        List<TableColumn> namesakes = schema.tables().values().stream().filter(table -> table.columns().containsKey(name))
                .map(table -> new TableColumn(table.name(), name)).toList();
        if (name.isEmpty() || !schema.isUnique(target) || namesakes.stream().filter(schema::isUnique).count() > 1) {
            return;
        }
        String type = schema.column(target).type();
        namesakes.stream().filter(each -> !each.equals(target) && schema.column(each).type().equals(type))
                .forEach(each -> relate(each, target, 0));
    }

    private void followQuery(ReadQuery query) {
        for (Equality equality : query.facts().equalities()) {
            Optional<TableColumn> left = query.facts().column(equality.left());
            Optional<TableColumn> right = query.facts().column(equality.right());
            if (left.isPresent() && right.isPresent()) {
                relate(left.get(), right.get(), query.weight());
            } else if (!equality.right().isColumn()) {
                left.ifPresent(column -> weigh(column, query.weight()));
            }
        }
    }

    /** Columns that equal one value in a query, or one named value in a transaction, are alike, too. */
    private void followValues(ReadQuery query) {
        for (Equality equality : query.facts().equalities()) {
            Optional<TableColumn> column = query.facts().column(equality.left());
            if (column.isEmpty() || equality.right().isColumn() || equality.any()) {
                continue;
            }
            String value = equality.right().name();
            String scope = value.startsWith(":") ? query.query().transaction().orElse(query.query().name())
                    : query.query().name();
            TableColumn first = byValue.putIfAbsent(scope + " " + value, column.get());
            if (first != null) {
                relate(first, column.get(), 0);
            }
        }
    }

    private void relate(TableColumn one, TableColumn other, double weight) {
        weigh(one, weight);
        weigh(other, weight);
        if (!one.table().equals(other.table()) && weights.containsKey(one) && weights.containsKey(other)) {
            families.join(one.toString(), other.toString());
        }
    }

    private void weigh(TableColumn column, double weight) {
        AdviseTable table = schema.tables().get(column.table());
        AdviseColumn known = table == null ? null : table.columns().get(column.column());
        if (known != null && known.hashable()) {
            weights.merge(column, weight, Double::sum);
            byName.put(column.toString(), column);
        }
    }

    /** The columns of a table, those of the heaviest queries first. */
    List<String> columnsOf(String table) {
        return weights.keySet().stream().filter(column -> column.table().equals(table)).sorted(heaviestFirst())
                .map(TableColumn::column).toList();
    }

    /** Families of more than one table, the heaviest first. */
    List<List<TableColumn>> families() {
        List<List<TableColumn>> found = new ArrayList<>();
        for (List<String> names : families.sets(byName.keySet())) {
            List<TableColumn> family = names.stream().map(byName::get).sorted(heaviestFirst()).toList();
            if (family.stream().map(TableColumn::table).distinct().count() > 1) {
                found.add(family);
            }
        }
        found.sort(Comparator.comparingDouble((List<TableColumn> family) -> -weight(family))
                .thenComparing(family -> family.get(0).toString()));
        return found;
    }

    private double weight(List<TableColumn> family) {
        return family.stream().mapToDouble(weights::get).sum();
    }

    /**
     * How many tables have a column of the family by which most tables of a design are distributed, and lie
     * elsewhere all the same.
     */
    long apart(Design design) {
        Map<String, Long> counts = design.places().entrySet().stream().filter(each -> each.getValue().isDistributed())
                .collect(Collectors.groupingBy(each -> root(each.getKey(), each.getValue().column()), TreeMap::new,
                        Collectors.counting()));
        String main = counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
        return counts.isEmpty() ? 0 : tablesByFamily.getOrDefault(main, Set.of()).stream()
                .filter(table -> !design.of(table).isDistributed() || !root(table, design.of(table).column()).equals(main))
                .count();
    }

    /** True if two columns are of one family. */
    boolean areAlike(String table, String column, String otherTable, String otherColumn) {
        return root(table, column).equals(root(otherTable, otherColumn));
    }

    private String root(String table, String column) {
        return roots.computeIfAbsent(new TableColumn(table, column), each -> families.find(table + "." + column));
    }

    private Comparator<TableColumn> heaviestFirst() {
        return Comparator.comparingDouble((TableColumn column) -> -weights.get(column)).thenComparing(TableColumn::toString);
    }

    /** Every place that a table can have. */
    List<TablePlace> places(String table) {
        List<TablePlace> places = new ArrayList<>();
        columnsOf(table).forEach(column -> places.add(TablePlace.by(column)));
        if (canBeReference(table)) {
            places.add(TablePlace.REFERENCE);
        }
        return places.isEmpty() ? List.of(TablePlace.LOCAL) : places;
    }

    /** Citus makes no reference table of a partitioned table. */
    private boolean canBeReference(String table) {
        return !schema.roots().containsValue(table) && schema.tables().get(table).rows() <= rule.of("reference_rows");
    }

    /** The design that follows a family: its column where a table has one, a reference table where it has none. */
    Design following(List<TableColumn> family) {
        Map<String, TablePlace> places = new HashMap<>();
        schema.tables().keySet().forEach(table -> places.put(table, family.stream()
                .filter(column -> column.table().equals(table)).findFirst().map(column -> TablePlace.by(column.column()))
                .orElseGet(() -> canBeReference(table) ? TablePlace.REFERENCE : places(table).get(0))));
        return new Design(places);
    }

    /** The design in which each table is distributed by the column that its own queries name most. */
    Design eachByItsOwn() {
        Map<String, TablePlace> places = new HashMap<>();
        schema.tables().keySet().forEach(table -> places.put(table, places(table).get(0)));
        return new Design(places);
    }
}
