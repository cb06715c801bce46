package shardlab.retail;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Session;

/** One load from its first look at the log to its last mark in it. */
final class Load {

    private final Session session;
    private final Retail retail;
    private final RetailSchema schema;
    private final LoadLog log;

    Load(Session session, Retail retail, String schema) {
        this.session = session;
        this.retail = retail;
        this.schema = new RetailSchema(session, schema);
        this.log = new LoadLog(session);
    }

    /** Loads what is missing. Whoever calls holds the lock of the schema. */
    LoadReport run(Progress progress) {
        long start = System.nanoTime();
        List<RetailTable> missing = log.missing();
        log.requireSame(retail.asked(), retail.schema());
        Map<RetailTable, Long> loaded = new EnumMap<>(RetailTable.class);
        if (!missing.isEmpty()) {
            loaded.putAll(new FillTurn(session).holding(progress, () -> {
                clear(missing);
                return copy(missing, progress);
            }));
        }
        schema.addMissingForeignKeys();
        return new LoadReport(retail.asked(), loaded, Duration.ofNanos(System.nanoTime() - start));
    }

    private void clear(List<RetailTable> tables) {
        log.forget(tables);
        schema.dropForeignKeys();
        schema.empty(tables);
    }

    private Map<RetailTable, Long> copy(List<RetailTable> tables, Progress progress) {
        Map<RetailTable, Long> loaded = new EnumMap<>(RetailTable.class);
        DataSet data = retail.dataSet();
        try (Loader loader = retail.loader(session, progress)) {
            for (RetailTable table : tables) {
                log.markLoading(table, retail.asked(), data.rows(table));
                loaded.put(table, requireWhole(table, loader.load(table), data.rows(table)));
                log.markLoaded(table);
            }
            analyze(loader, tables);
        }
        return loaded;
    }

    /** If the rows went straight into the shards, the workers' planners and the coordinator's each want their own. */
    private void analyze(Loader loader, List<RetailTable> tables) {
        loader.analyzeShards(tables);
        if (retail.intoShards()) {
            schema.analyze(RetailTable.referenceTables());
            schema.analyzeAsWhole(tables.stream().filter(RetailTable::distributed).toList());
        } else {
            schema.analyze(tables);
        }
    }

    private static long requireWhole(RetailTable table, long rows, long expected) {
        if (rows != expected) {
            throw new LabException("The load of " + table.table() + " is not whole", table.table(),
                    "the servers took " + rows + " rows of " + expected, "load again", null);
        }
        return rows;
    }
}
