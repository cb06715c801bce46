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
 * @param locks       true if it locks the rows that it reads
 * @param severalRows true if it inserts rows of a list
 * @param drawsNumbers true if a row that it inserts gets a number of a sequence
 * @param draws       true if a row that it inserts gets a value by chance or by the clock
 * @param withoutValue columns for which it inserts no value
 * @param changed     columns that it sets to another value
 * @param statement   its SELECTs, one in another
 */
record QueryFacts(List<Occurrence> occurrences, List<Equality> equalities, Optional<Occurrence> write, String operation,
        boolean locks, boolean severalRows, boolean drawsNumbers, boolean draws,
        Set<String> withoutValue, Set<String> changed, QueryPart statement) {

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
