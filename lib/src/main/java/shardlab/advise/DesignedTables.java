package shardlab.advise;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of a statement as a design places them, and what the statement compares their distribution columns with. */
final class DesignedTables implements PlacedTables {

    private final QueryFacts facts;
    private final Design design;
    private final SourceSchema schema;
    private final List<Occurrence> distributed;
    private final EqualSets equal = new EqualSets();

    DesignedTables(QueryFacts facts, Design design, SourceSchema schema) {
        this.facts = facts;
        this.design = design;
        this.schema = schema;
        this.distributed = facts.occurrences().stream().filter(each -> place(each).isDistributed()).toList();
        facts.equalities().stream().filter(each -> !each.any())
                .forEach(each -> equal.join(each.left().name(), each.right().name()));
    }

    List<Occurrence> distributed() {
        return distributed;
    }

    /** What is compared with what. */
    EqualSets equal() {
        return equal;
    }

    @Override
    public boolean isReference(String alias) {
        return facts.occurrence(alias).filter(each -> place(each).kind() == TablePlace.PlaceKind.REFERENCE).isPresent();
    }

    @Override
    public boolean isComparedWithKey(String alias, String other) {
        return facts.equalities().stream().filter(each -> each.right().isColumn()).anyMatch(each ->
                (alias(each.left()).equals(alias) && each.right().name().equals(key(other)))
                || (alias(each.right()).equals(alias) && each.left().name().equals(key(other))));
    }

    @Override
    public boolean isKeyCompared(String alias) {
        return facts.equalities().stream().anyMatch(each -> each.right().isColumn()
                && equal.same(each.left().name(), key(alias)));
    }

    @Override
    public boolean isDistributed(String alias) {
        return distributed.stream().anyMatch(each -> each.alias().equals(alias));
    }

    @Override
    public String key(String alias) {
        return distributed.stream().filter(each -> each.alias().equals(alias)).map(this::key).findFirst().orElseThrow();
    }

    @Override
    public String type(String alias) {
        return distributed.stream().filter(each -> each.alias().equals(alias)).map(this::type).findFirst().orElseThrow();
    }

    /**
     * True if comparisons of any columns lead from each distributed table to all others. Where a column is given a value,
     * the planner has put that value in the place of what it was compared with: two that equal one value are compared.
     */
    boolean connected() {
        var tables = new EqualSets();
        String target = facts.operation().equals("Insert") ? facts.write().get().alias() : "";
        facts.equalities().stream().filter(each -> !each.any() && !alias(each.left()).equals(target)
                && !(each.right().isColumn() && alias(each.right()).equals(target)))
                .forEach(each -> tables.join(alias(each.left()),
                each.right().isColumn() ? alias(each.right()) : "value " + each.right().name()));
        return tables.sets(distributed.stream().map(Occurrence::alias).filter(each -> !each.equals(target)).toList())
                .size() == 1;
    }

    List<List<Occurrence>> sets(Collection<Occurrence> some) {
        Map<String, List<Occurrence>> sets = some.stream().collect(Collectors.groupingBy(each ->
                equal.find(key(each)) + " " + type(each)));
        return List.copyOf(sets.values());
    }

    /** The constant that all distribution columns are compared with: what a row of another table says is none. */
    Optional<String> constant(List<Occurrence> all) {
        boolean copied = facts.operation().equals("Insert") && all.size() > 1;
        List<Optional<String>> values = all.stream().filter(each -> !copied || !facts.write().get().equals(each))
                .map(each -> facts.equalities().stream()
                        .filter(one -> !one.right().isColumn() && !one.any() && one.left().name().equals(key(each)))
                .map(one -> one.right().name()).findFirst()).toList();
        return values.stream().allMatch(Optional::isPresent) ? values.get(0) : Optional.empty();
    }

    boolean isListed(Occurrence occurrence) {
        return facts.equalities().stream().anyMatch(each -> each.any() && equal.same(each.left().name(), key(occurrence)));
    }

    boolean has(TablePlace.PlaceKind kind) {
        return facts.occurrences().stream().anyMatch(each -> place(each).kind() == kind);
    }

    TablePlace place(Occurrence occurrence) {
        return design.of(occurrence.table());
    }

    private String key(Occurrence occurrence) {
        return occurrence.alias() + "." + place(occurrence).column();
    }

    private String type(Occurrence occurrence) {
        return schema.column(new TableColumn(occurrence.table(), place(occurrence).column())).type()
                .replaceFirst("\\(.*\\)", "");
    }

    String column(Occurrence occurrence) {
        return occurrence.table().replaceFirst("^public\\.", "") + "." + place(occurrence).column();
    }

    private static String alias(Operand operand) {
        return operand.name().substring(0, operand.name().indexOf('.'));
    }
}
