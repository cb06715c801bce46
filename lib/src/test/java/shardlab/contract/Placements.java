package shardlab.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Where the shards of an engine put many values of a type; asked once for each engine, type and number of shards. */
final class Placements {

    /** How many values of each type are placed. */
    static final int VALUES = 100_000;

    private static final Map<String, Placed> KNOWN = new ConcurrentHashMap<>();

    private Placements() {
    }

    /**
     * What became of the values, rows of a filled table that was then distributed.
     *
     * @param shards         one line for each shard: its index, the ordinal of its worker by address, how many values it
     *                       holds, and a digest of which
     * @param disagreements  values for which get_shard_id_for_distribution_column names another shard, of the first 300
     * @param notFound       values that a query by equality did not find as the ordinary table had them, of the first 10
     */
    record Placed(List<String> shards, List<String> disagreements, List<String> notFound) {
    }

    static Placed of(ContractEngine engine, ValueType type, int shards) {
        return KNOWN.computeIfAbsent(engine + " " + type + " " + shards, key -> place(engine.session(), type, shards));
    }

    private static Placed place(Session session, ValueType type, int shards) {
        session.execute("create table placed (g int, v " + type.name() + ")");
        session.execute("insert into placed select g, " + type.expression() + " from generate_series(1::bigint, "
                + VALUES + ") as g");
        var expected = session.query("select v::text as v, (select count(*) from placed o where o.v = p.v) as n "
                + "from placed p where g <= 10 order by g");
        session.query("select create_distributed_table('placed', 'v', colocate_with := 'none', shard_count := ?)", shards);
        var notFound = expected.stream().filter(row -> found(session, row.text("v"), type) != row.number("n"))
                .map(row -> row.text("v")).toList();
        var placed = new Placed(read(session), disagreements(session, type), notFound);
        session.execute("drop table placed");
        return placed;
    }

    private static long found(Session session, String value, ValueType type) {
        return session.query(session.format("select count(*) from placed where v = %L::%s", value, type.name()))
                .singleNumber();
    }

    private static List<String> disagreements(Session session, ValueType type) {
        String shard = "get_shard_id_for_distribution_column('placed', (" + type.expression() + ")::" + type.name() + ")";
        String byFunction = "select " + shard + " || ' ' || string_agg(g::text, ',' order by g) "
                + "from generate_series(1::bigint, 300) g group by " + shard;
        String byShard = "select shardid || ' ' || result from run_command_on_shards('placed', "
                + "$$select string_agg(g::text, ',' order by g) from %s where g <= 300$$) where result <> ''";
        return session.query("(" + byFunction + ") except (" + byShard + ")").stream()
                .map(row -> (String) row.at(0)).toList();
    }

    private static List<String> read(Session session) {
        return session.query(SqlFile.read("contract/placements.sql")).stream()
                .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining("|"))).toList();
    }

    /** What Citus 13.2 answered, as a digest of the lines, by {@code type, shards}. */
    static Map<String, String> ofCitus() {
        return SqlFile.read("contract/placements_of_citus.txt").lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| "))
                .collect(Collectors.toMap(fields -> fields[0] + " | " + fields[1], fields -> fields[2]));
    }
}
