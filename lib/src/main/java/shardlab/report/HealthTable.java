package shardlab.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import shardlab.Secrets;
import shardlab.sql.Rows;

/**
 * A table of the report, as texts.
 *
 * @param title   what it shows
 * @param columns its columns
 * @param rows    its rows
 */
public record HealthTable(String title, List<String> columns, List<List<String>> rows) {

    static HealthTable of(String title, Rows rows) {
        List<String> columns = rows.columns().stream().map(Rows.Column::name).toList();
        return new HealthTable(title, columns, rows.stream().map(row -> texts(row, columns.size())).toList());
    }

    private static List<String> texts(Rows.Row row, int columns) {
        return IntStream.range(0, columns).mapToObj(row::written)
                .map(text -> Secrets.hidden(Objects.requireNonNullElse(text, ""))).toList();
    }

    /** True if there is nothing to show. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
