package shardlab.advise;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What matters about a statement when its tables are distributed, as PostgreSQL's own planner tells it.
 *
 * @param occurrences the tables that it reads or writes
 * @param equalities  what it compares
 * @param write       the occurrence that it writes; empty for a SELECT
 * @param operation   {@code Select}, {@code Insert}, {@code Update}, {@code Delete} or {@code Merge}
 * @param joins       the kinds of its joins, such as {@code Inner}, {@code Left}, {@code Semi}
 * @param locks       true if it locks the rows that it reads
 * @param severalRows true if it inserts rows of a list
 * @param correlated  true if a part runs again for each row of another
 * @param whole       aliases below a LIMIT or a total that is joined afterwards, for which all their rows are needed at once
 */
record QueryFacts(List<Occurrence> occurrences, List<Equality> equalities, Optional<Occurrence> write, String operation,
        Set<String> joins, boolean locks, boolean severalRows, boolean correlated, Set<String> whole) {

    List<String> tables() {
        return occurrences.stream().map(Occurrence::table).distinct().toList();
    }

    Optional<Occurrence> occurrence(String alias) {
        return occurrences.stream().filter(each -> each.alias().equals(alias)).findFirst();
    }

    /** The table's column that an operand is; empty for a constant and for a column of no table. */
    Optional<TableColumn> column(Operand operand) {
        if (!operand.isColumn()) {
            return Optional.empty();
        }
        int dot = operand.name().indexOf('.');
        return occurrence(operand.name().substring(0, dot))
                .map(each -> new TableColumn(each.table(), operand.name().substring(dot + 1)));
    }
}
