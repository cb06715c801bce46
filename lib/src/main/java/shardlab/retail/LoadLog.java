package shardlab.retail;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The table {@code load_log} beside the thirteen: a table is marked before its rows are loaded and again after, so that
 * whoever comes next knows which tables are whole.
 */
final class LoadLog {

    /** What the log says of one table. */
    record Entry(Contents contents, int generatorVersion, boolean loaded) {
    }

    private final Session session;

    /** @param session with the schema first on its search path */
    LoadLog(Session session) {
        this.session = session;
    }

    void create() {
        session.execute(SqlFile.read("retail/load/create_log.sql"));
    }

    Map<RetailTable, Entry> read() {
        Map<RetailTable, Entry> entries = new EnumMap<>(RetailTable.class);
        for (Rows.Row row : query("log")) {
            Contents contents = new Contents(row.number("sales"), row.number("seed"));
            entries.put(RetailTable.named(row.text("table_name")),
                    new Entry(contents, row.integer("generator_version"), row.truth("loaded")));
        }
        return entries;
    }

    /** What the tables hold; empty unless all of them are whole and of one data set. */
    Optional<Contents> contents() {
        Map<RetailTable, Entry> entries = read();
        boolean whole = entries.size() == RetailTable.values().length
                && entries.values().stream().allMatch(Entry::loaded);
        List<Contents> different = entries.values().stream().map(Entry::contents).distinct().toList();
        return whole && different.size() == 1 ? Optional.of(different.get(0)) : Optional.empty();
    }

    /** The tables from the first that is not whole to the last: those that are to be loaded. */
    List<RetailTable> missing() {
        Map<RetailTable, Entry> entries = read();
        return Arrays.stream(RetailTable.values())
                .dropWhile(table -> entries.containsKey(table) && entries.get(table).loaded())
                .toList();
    }

    /**
     * Finds out whether the rows that are there belong to the data set.
     *
     * @throws LabException if they belong to another
     */
    void requireSame(Contents asked, String schema) {
        other(asked).ifPresent(entry -> {
            throw new LabException("The data that is there is not the data asked for", session.server().label(),
                    "there: " + entry.contents() + generator(entry) + "; asked for: " + asked, remedy(asked, schema), null);
        });
    }

    private Optional<Entry> other(Contents asked) {
        return read().values().stream().filter(entry -> !entry.contents().equals(asked)
                || entry.generatorVersion() != DataSet.GENERATOR_VERSION).findFirst();
    }

    /** Says of all tables that they are to be loaded, if any holds another data set. */
    boolean forgetOther(Contents asked) {
        boolean other = other(asked).isPresent();
        if (other) {
            forget(List.of(RetailTable.values()));
        }
        return other;
    }

    /** Works as it stands, in a cell or in a shell. */
    private static String remedy(Contents asked, String schema) {
        String ofSchema = schema.equals(Retail.DEFAULT_SCHEMA) ? "" : ".schema(\"" + schema + "\")";
        return String.format(Locale.ROOT, "replace it by lab.retail()%s.sales(%d).seed(%d).reload(progress()) in a cell, "
                + "or by ./lab run --reload; --sales and --seed of what is there use it", ofSchema, asked.sales(),
                asked.seed());
    }

    void markLoading(RetailTable table, Contents contents, long rows) {
        session.update(SqlFile.read("retail/load/mark_loading.sql"), table.table(), DataSet.GENERATOR_VERSION,
                contents.seed(), contents.sales(), rows);
    }

    void markLoaded(RetailTable table) {
        session.update(SqlFile.read("retail/load/mark_loaded.sql"), table.table());
    }

    void forget(List<RetailTable> tables) {
        session.update(SqlFile.read("retail/load/forget.sql"),
                (Object) tables.stream().map(RetailTable::table).toArray(String[]::new));
    }

    private Rows query(String file) {
        return session.query(SqlFile.read("retail/load/" + file + ".sql"));
    }

    private static String generator(Entry entry) {
        return entry.generatorVersion() == DataSet.GENERATOR_VERSION
                ? "" : " of generator version " + entry.generatorVersion();
    }
}
