package shardlab.retail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import shardlab.Progress;
import shardlab.sharding.DistributionOptions;
import shardlab.sharding.NodeCensus;
import shardlab.sharding.Sharding;
import shardlab.sharding.ValueOnNode;
import shardlab.sql.SchemaLock;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The four-country data: {@code country} as a reference table, and four tables distributed by {@code country_id}.
 * Small, for lessons about placement; loaded through the coordinator, all in one transaction.
 */
public final class Countries {

    /** The schema that the tables live in when no other is asked for. */
    public static final String DEFAULT_SCHEMA = "countries";
    /** The distribution column. */
    public static final String DISTRIBUTION_COLUMN = "country_id";

    private static final int SHARDS = 32;
    private static final String REFERENCE = "country";
    private static final List<String> DISTRIBUTED = List.of("customer", "purchase_order", "order_line", "payment");

    private final Server coordinator;
    private final String schema;
    private final long orders;
    private final long seed;
    private final Progress waiting;

    private Countries(Server coordinator, String schema, long orders, long seed, Progress waiting) {
        this.coordinator = coordinator;
        this.schema = schema;
        this.orders = orders;
        this.seed = seed;
        this.waiting = waiting;
    }

    /** The data in the schema {@code countries}: 1,000 orders in each country. */
    public static Countries of(Server coordinator) {
        return new Countries(coordinator, DEFAULT_SCHEMA, 1_000, 42, Progress.SILENT);
    }

    /** Another schema than {@code countries}. */
    public Countries schema(String other) {
        return new Countries(coordinator, other, orders, seed, waiting);
    }

    /** How many orders each country has. */
    public Countries ordersPerCountry(long count) {
        return new Countries(coordinator, schema, count, seed, waiting);
    }

    /** The seed: the same seed and size give the same rows. */
    public Countries seed(long other) {
        return new Countries(coordinator, schema, orders, other, waiting);
    }

    /** Whom to tell for whom it waits, if another session makes, fills or removes the tables: nobody, unless said here. */
    public Countries telling(Progress whoWaits) {
        return new Countries(coordinator, schema, orders, seed, whoWaits);
    }

    /** The tables, the reference table first. */
    public List<String> tables() {
        return Stream.concat(Stream.of(REFERENCE), DISTRIBUTED.stream()).toList();
    }

    /** The {@code CREATE TABLE} of one of the tables. */
    public String ddl(String table) {
        return SqlFile.read("retail/countries/" + table + ".sql");
    }

    /** Creates the schema and the tables, as ordinary tables of the coordinator. */
    public void createTables() {
        alone(session -> {
            session.execute(session.format("create schema if not exists %I", schema));
            tables().forEach(table -> session.execute(ddl(table)));
        });
    }

    /**
     * Makes a reference table of {@code country}, and distributes the others by {@code country_id} over 32 shards,
     * co-located with each other and with nothing else.
     */
    public void distribute() {
        distribute(SHARDS);
    }

    /** The same, over another number of shards. */
    public void distribute(int shardCount) {
        alone(session -> {
            Sharding sharding = new Sharding(session);
            sharding.createReferenceTable(REFERENCE);
            String first = DISTRIBUTED.get(0);
            sharding.createDistributedTable(first, DISTRIBUTION_COLUMN, DistributionOptions.shardCount(shardCount));
            DISTRIBUTED.stream().skip(1).forEach(table -> sharding.createDistributedTable(table, DISTRIBUTION_COLUMN,
                    DistributionOptions.colocateWith(first)));
        });
    }

    /** Fills all tables, or none; returns how many rows were loaded. */
    public long load() {
        long[] rows = new long[1];
        alone(session -> session.transaction(() -> tables().forEach(table -> rows[0] += copy(session, table))));
        return rows[0];
    }

    /** The names of the countries by their {@code country_id}, as the table {@code country} has them. */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        try (Session session = session()) {
            session.query(SqlFile.read("retail/countries/names.sql"))
                    .forEach(row -> names.put(row.text("country_id"), row.text("name")));
        }
        return names;
    }

    /** How many rows of each country there are on each of some nodes: counted on the nodes, in every distributed table. */
    public List<ValueOnNode> onNodes(List<Server> nodes) {
        return NodeCensus.count(nodes, schema, DISTRIBUTED, DISTRIBUTION_COLUMN);
    }

    /** Drops the schema with all that is in it. */
    public void drop() {
        alone(session -> session.execute(session.format("drop schema if exists %I cascade", schema)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d orders in each of %d countries", orders, Country.values().length);
    }

    private long copy(Session session, String table) {
        String copy = session.format(SqlFile.read("retail/load/copy.sql"), schema, table, RowFormat.BINARY.sql());
        return session.copyIn(copy, out -> {
            RowWriter rows = RowFormat.BINARY.to(out);
            new CountryRows(orders, seed, rows).write(table);
            rows.finish();
        });
    }

    /** As the only one who changes the schema. */
    private void alone(Consumer<Session> work) {
        try (Session session = session()) {
            new SchemaLock(session, schema).holding(waiting, () -> {
                work.accept(session);
                return null;
            });
        }
    }

    private Session session() {
        return Session.open(coordinator).prepared(session ->
                session.execute(session.format(SqlFile.read("retail/load/search_path.sql"), schema)));
    }
}
