package shardlab.retail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shardlab.sharding.DistributionOptions;
import shardlab.sharding.Sharding;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The thirteen tables as objects of a schema: created, declared to the cluster, constrained, emptied. */
final class RetailSchema {

    private final Session session;
    private final String schema;

    /** Puts the schema first on the session's search path. */
    RetailSchema(Session session, String schema) {
        this.session = session;
        this.schema = schema;
        session.execute(session.format(SqlFile.read("retail/load/search_path.sql"), schema));
    }

    /** Creates the schema and those of the tables that are not there. */
    void createMissing() {
        session.execute(session.format("create schema if not exists %I", schema));
        Set<String> existing = names("existing_tables");
        Arrays.stream(RetailTable.values()).filter(table -> !existing.contains(table.table()))
                .forEach(table -> session.execute(table.ddl()));
        new LoadLog(session).create();
    }

    /** True if the log of loads is there, and with it the schema. */
    boolean hasLog() {
        return names("existing_tables").contains("load_log");
    }

    /** Declares those of the tables that the cluster does not know yet. */
    void distributeMissing() {
        Set<String> declared = names("declared_tables");
        Sharding sharding = new Sharding(session);
        for (RetailTable table : RetailTable.values()) {
            if (!declared.contains(table.table())) {
                declare(sharding, table);
            }
        }
    }

    private void declare(Sharding sharding, RetailTable table) {
        if (!table.distributed()) {
            sharding.createReferenceTable(table.table());
        } else if (table == RetailTable.BRANCH) {
            sharding.createDistributedTable(table.table(), RetailTable.DISTRIBUTION_COLUMN, group());
        } else {
            sharding.createDistributedTable(table.table(), RetailTable.DISTRIBUTION_COLUMN,
                    DistributionOptions.colocateWith(RetailTable.BRANCH.table()));
        }
    }

    /** Data in a schema of its own moves by itself: what is done to its shards is done to nobody else's. */
    private DistributionOptions group() {
        return schema.equals(Retail.DEFAULT_SCHEMA) ? DistributionOptions.DEFAULT : DistributionOptions.colocateWith("none");
    }

    /** Adds the foreign keys that are not there; the cluster checks them for all rows at once. */
    void addMissingForeignKeys() {
        Set<String> present = names("foreign_keys");
        ForeignKey.ALL.stream().filter(key -> !present.contains(key.constraint()))
                .forEach(key -> session.execute(statement(key)));
    }

    /** Takes the foreign keys away, so that rows are not checked one by one while they are loaded. */
    void dropForeignKeys() {
        Set<String> present = names("foreign_keys");
        ForeignKey.ALL.stream().filter(key -> present.contains(key.constraint()))
                .forEach(key -> session.execute(session.format("alter table %I.%I drop constraint %I",
                        schema, key.table().table(), key.constraint())));
    }

    /** The statement that adds a foreign key. */
    String statement(ForeignKey key) {
        String file = key.toReferenceTable() ? "add_foreign_key_to_reference" : "add_foreign_key";
        return session.format(SqlFile.read("retail/load/" + file + ".sql").strip(), schema, key.table().table(),
                key.constraint(), key.column(), key.references().table());
    }

    /** Empties tables, those that refer before those referred to. */
    void empty(List<RetailTable> tables) {
        String distributed = tables.stream().filter(RetailTable::distributed)
                .map(table -> session.format("%I.%I", schema, table.table())).collect(Collectors.joining(", "));
        if (!distributed.isEmpty()) {
            session.execute(session.format(SqlFile.read("retail/load/truncate.sql"), distributed));
        }
        List<RetailTable> reference = tables.stream().filter(table -> !table.distributed())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(reference);
        reference.forEach(table -> session.update(session.format("delete from %I.%I", schema, table.table())));
    }

    /** Lets the planners know what the tables hold. */
    void analyze(List<RetailTable> tables) {
        for (RetailTable table : tables) {
            session.execute(session.format("analyze %I.%I", schema, table.table()));
        }
    }

    /**
     * Gathers the coordinator's statistics on distributed tables, and none on each of their shards. Without them it knows
     * no column of a join of shards, and may choose a join that takes minutes (PostgreSQL 18: {@code ANALYZE ONLY}).
     */
    void analyzeAsWhole(List<RetailTable> tables) {
        for (RetailTable table : tables) {
            session.execute(session.format("analyze only %I.%I", schema, table.table()));
        }
    }

    private Set<String> names(String file) {
        return session.query(SqlFile.read("retail/load/" + file + ".sql"), schema).stream()
                .map(row -> row.at(0).toString()).collect(Collectors.toCollection(TreeSet::new));
    }
}
