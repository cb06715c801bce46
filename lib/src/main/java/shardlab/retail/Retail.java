package shardlab.retail;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.sql.SchemaLock;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The ten-state data of a retailer in a cluster: thirteen tables, generated and loaded to any size.
 *
 * <pre>{@code
 * Retail.of(coordinator).workers(workers).sales(200_000).seed(42).ensure(progress);
 * }</pre>
 *
 * <p>Never changed: a call such as {@link #sales} returns another one. Opens its sessions itself and closes them again.
 */
public final class Retail {

    /** The schema that the tables live in when no other is asked for. */
    public static final String DEFAULT_SCHEMA = "retail";

    private record Options(Server coordinator, List<Server> workers, boolean directShardCopy, String schema,
            Contents asked, int threads, RowFormat format, boolean replaces) {
    }

    private final Options options;
    private final Progress waiting;

    private Retail(Options options, Progress waiting) {
        this.options = options;
        this.waiting = waiting;
    }

    private Retail with(Options changed) {
        return new Retail(changed, waiting);
    }

    /** The data in the schema {@code retail} of a cluster, of the default size and seed; rows go by the coordinator. */
    public static Retail of(Server coordinator) {
        return new Retail(new Options(coordinator, List.of(), false, DEFAULT_SCHEMA,
                new Contents(Settings.DEFAULT_SALES, Settings.DEFAULT_SEED), threadsOfThisMachine(), RowFormat.BINARY,
                false), Progress.SILENT);
    }

    /** The workers, named as the lab names them: rows then go to the worker that holds their state's shard. */
    public Retail workers(List<Server> workers) {
        return with(new Options(options.coordinator, List.copyOf(workers), options.directShardCopy, options.schema,
                options.asked, options.threads, options.format, options.replaces));
    }

    /** Whether rows may go straight into the shards' own tables; takes effect where workers are given. */
    public Retail directShardCopy(boolean direct) {
        return with(new Options(options.coordinator, options.workers, direct, options.schema,
                options.asked, options.threads, options.format, options.replaces));
    }

    /** Another schema than {@code retail}. */
    public Retail schema(String schema) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, schema,
                options.asked, options.threads, options.format, options.replaces));
    }

    /** The size as a number of sales, 1 to 100 million. */
    public Retail sales(long sales) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, options.schema,
                new Contents(sales, options.asked.seed()), options.threads, options.format, options.replaces));
    }

    /** The seed: the same seed and size give the same rows. */
    public Retail seed(long seed) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, options.schema,
                new Contents(options.asked.sales(), seed), options.threads, options.format, options.replaces));
    }

    /** How many threads generate and copy at once. */
    public Retail threads(int threads) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, options.schema,
                options.asked, threads, options.format, options.replaces));
    }

    /** The format of COPY that rows travel in. */
    public Retail format(RowFormat format) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, options.schema,
                options.asked, options.threads, format, options.replaces));
    }

    /** Whether {@link #ensure} replaces data of another size or seed, which is an error otherwise. */
    public Retail replacing(boolean replaces) {
        return with(new Options(options.coordinator, options.workers, options.directShardCopy, options.schema,
                options.asked, options.threads, options.format, replaces));
    }

    /** Whom to tell for whom it waits, in what has no progress of its own to tell: nobody, unless said here. */
    public Retail telling(Progress whoWaits) {
        return new Retail(options, whoWaits);
    }

    /** The same tables, with size and seed of the data that is there; empty if no whole data set is there. */
    public Optional<Retail> asLoaded() {
        return contents().map(there -> sales(there.sales()).seed(there.seed()));
    }

    /** The schema that the tables live in. */
    public String schema() {
        return options.schema;
    }

    /** Which data set is asked for. */
    public Contents asked() {
        return options.asked;
    }

    /** Which data set is there; empty if there is none, or none that is whole. */
    public Optional<Contents> contents() {
        return inSchema(session -> new RetailSchema(session, options.schema).hasLog()
                ? new LoadLog(session).contents() : Optional.empty());
    }

    /** The thirteen tables, in load order. */
    public List<RetailTable> tables() {
        return List.of(RetailTable.values());
    }

    /** The generator behind the rows. */
    public DataSet dataSet() {
        return new DataSet(options.asked.sales(), options.asked.seed());
    }

    /** Creates the schema and those of its tables that are missing, as ordinary tables of the coordinator. */
    public void createTables() {
        alone(waiting, session -> {
            new RetailSchema(session, options.schema).createMissing();
            return null;
        });
    }

    /** Makes reference and distributed tables of those that are not yet. */
    public void distribute() {
        alone(waiting, session -> {
            new RetailSchema(session, options.schema).distributeMissing();
            return null;
        });
    }

    /**
     * Loads the tables that are not whole: all of them the first time, after an interruption those from the one that
     * was under way. Tables must have been created and distributed.
     *
     * @throws LabException if other data is there, if a server refuses, or if the thread is interrupted
     */
    public LoadReport load(Progress progress) {
        return alone(progress, session -> new Load(session, this, options.schema).run(progress));
    }

    /**
     * Creates, distributes and loads what is missing; does nothing if all is there. Waits for another process that is
     * about the same, and tells for which.
     *
     * @throws LabException if other data is there, if a server refuses, or if the thread is interrupted
     */
    public LoadReport ensure(Progress progress) {
        return alone(progress, session -> fill(session, progress));
    }

    private LoadReport fill(Session session, Progress progress) {
        var schema = new RetailSchema(session, options.schema);
        schema.createMissing();
        schema.distributeMissing();
        if (options.replaces) {
            new LoadLog(session).forgetOther(options.asked);
        }
        return new Load(session, this, options.schema).run(progress);
    }

    /** Loads anew, whatever is there. */
    public LoadReport reload(Progress progress) {
        return alone(progress, session -> {
            new RetailSchema(session, options.schema).createMissing();
            new LoadLog(session).forget(tables());
            return fill(session, progress);
        });
    }

    /** Empties all tables and the log of loads; foreign keys are dropped until the next load. For measurements. */
    public void empty() {
        alone(waiting, session -> {
            RetailSchema schema = new RetailSchema(session, options.schema);
            new LoadLog(session).forget(tables());
            schema.dropForeignKeys();
            schema.empty(tables());
            return null;
        });
    }

    /**
     * Generates and copies all rows, and nothing else: no log, no statistics, no foreign keys. For measurements, into
     * tables that are empty.
     *
     * @return how many rows the servers took
     */
    public long copy(Progress progress) {
        return inSchema(session -> {
            try (Loader loader = loader(session, progress)) {
                return tables().stream().mapToLong(loader::load).sum();
            }
        });
    }

    /** Drops the schema with all that is in it. */
    public void drop() {
        alone(waiting, session -> {
            session.execute(session.format("drop schema if exists %I cascade", options.schema));
            return null;
        });
    }

    /** How many rows of a distributed table each state has, most first. */
    public List<StateCount> rowsByState(String table) {
        String file = SqlFile.read("retail/load/rows_by_state.sql");
        return inSchema(session -> session.query(session.format(file, table)).stream()
                .map(row -> new StateCount(row.text("state"), row.number("rows"))).toList());
    }

    /** Asks the cluster whether the data keeps its promises, one question after the other. */
    public List<Invariant> checkInvariants() {
        return inSchema(session -> new Invariants(session).check());
    }

    /** True if rows go straight into the shards' own tables. */
    boolean intoShards() {
        return options.directShardCopy && !options.workers.isEmpty();
    }

    ShardRoutes routes(Session session) {
        return new ShardRoutes(session, options.workers, options.directShardCopy);
    }

    Loader loader(Session session, Progress progress) {
        return new Loader(dataSet(), options.schema, routes(session), options.format, options.threads, progress);
    }

    /** As the only one who changes the schema. */
    private <T> T alone(Progress progress, Function<Session, T> work) {
        return inSchema(session -> new SchemaLock(session, options.schema).holding(progress, () -> work.apply(session)));
    }

    private <T> T inSchema(Function<Session, T> work) {
        try (Session session = Session.open(options.coordinator)) {
            session.execute(session.format(SqlFile.read("retail/load/search_path.sql"), options.schema));
            return work.apply(session);
        }
    }

    private static int threadsOfThisMachine() {
        return Math.max(2, Math.min(8, 2 * Runtime.getRuntime().availableProcessors()));
    }
}
