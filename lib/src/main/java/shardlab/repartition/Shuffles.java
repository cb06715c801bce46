package shardlab.repartition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.sharding.Placement;
import shardlab.sharding.Shard;
import shardlab.sharding.Sharding;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Computes from the data itself what a join moves: every shard is asked how many rows and bytes fall into each bucket,
 * and each bucket has its node. No plan says this.
 *
 * <p>It follows Citus 13.2. A dual repartition join cuts the 2^32 hashes into
 * {@code citus.repartition_join_bucket_count_per_node} buckets a node, the coordinator counted if it is registered,
 * and deals them in turn to the nodes in the order of host and port, beginning with another node for each query
 * ({@code multi_physical_planner.c}, HashPartitionCount and AssignDualHashTaskList). A single one cuts them as the
 * other table's shards are cut, and each bucket goes to the node of its shard.
 *
 * <p>What the network carries beside these bytes: every bucket of every shard is fetched over a connection of its own,
 * opened and closed for it ({@code intermediate_results.c}, fetch_intermediate_results), even if the bucket is empty or
 * on the right node already. That was 5.8 kB in 35 packets a fetch on loopback with trust authentication, and it is
 * what makes a small repartition join slow; {@code Plan.fetches()} counts them.
 */
public final class Shuffles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BINARY_FILE_FRAME_BYTES = 19 + 2;
    private static final int MESSAGE_HEADER_BYTES = 5;
    private static final long HASHES = 1L << 32;

    private final Session coordinator;
    private final Sharding sharding;

    /** @param coordinator a session on the coordinator; closing it is the caller's business */
    public Shuffles(Session coordinator) {
        this.coordinator = coordinator;
        this.sharding = new Sharding(coordinator);
    }

    /** The nodes that a dual repartition deals buckets to, in Citus's order. */
    public List<String> mergeNodes() {
        return names("repartition/merge_nodes.sql");
    }

    /** {@code citus.repartition_join_bucket_count_per_node}. */
    public int bucketsPerNode() {
        return (int) coordinator.query(SqlFile.read("repartition/buckets_per_node.sql")).singleNumber();
    }

    /** Both sides hashed anew, the first bucket on the first node; Citus begins with another node for each query. */
    public ShuffleMatrix repartitionDual(Side left, Side right) {
        return dealt("repartition, dual", mergeNodes(), left, right);
    }

    /** What {@link RepartitionByHand} moves: buckets on the workers only, the first on the first worker. */
    public ShuffleMatrix repartitionByHand(Side left, Side right) {
        List<String> workers = sharding.placements(left.table()).stream().map(Placement::node).distinct().toList();
        return dealt("repartition by hand", workers, left, right);
    }

    private ShuffleMatrix dealt(String name, List<String> nodes, Side left, Side right) {
        List<Integer> bounds = equalBounds(nodes.size() * bucketsPerNode());
        IntFunction<String> nodeOf = bucket -> nodes.get(bucket % nodes.size());
        List<Move> moves = new ArrayList<>(moves(left, bounds, nodeOf));
        moves.addAll(moves(right, bounds, nodeOf));
        return ShuffleMatrix.of(name, allNodes(), moves);
    }

    /** One side sent to where the shards of the other table are. */
    public ShuffleMatrix repartitionSingle(Side moving, String stationaryTable) {
        List<Shard> shards = sharding.shards(stationaryTable);
        List<Integer> bounds = shards.stream().map(Shard::minHash).toList();
        return ShuffleMatrix.of("repartition, single", allNodes(),
                moves(moving, bounds, bucket -> shards.get(bucket).node()));
    }

    /** Both sides fetched to the coordinator. */
    public ShuffleMatrix pulled(Side... sides) {
        List<Move> moves = new ArrayList<>();
        for (Side side : sides) {
            moves.addAll(toCoordinator(side));
        }
        return ShuffleMatrix.of("pulled to the coordinator", allNodes(), moves);
    }

    /** One side fetched to the coordinator as a subplan's result, and sent from there to every node of the other table. */
    public ShuffleMatrix subplanBroadcast(Side subplan, String otherTable) {
        List<Move> moves = new ArrayList<>(toCoordinator(subplan));
        long rows = moves.stream().mapToLong(Move::rows).sum();
        long bytes = moves.stream().mapToLong(Move::bytes).sum();
        sharding.shardMap(otherTable).nodes().forEach(node -> moves.add(new Move(NodeName.COORDINATOR, node, rows, bytes)));
        return ShuffleMatrix.of("subplan broadcast", allNodes(), moves);
    }

    /** Rows on their way to and from the coordinator are messages of PostgreSQL's protocol, each with its header. */
    private List<Move> toCoordinator(Side side) {
        return moves(side, List.of(Integer.MIN_VALUE), bucket -> NodeName.COORDINATOR).stream()
                .filter(move -> move.rows() > 0)
                .map(move -> new Move(move.from(), move.to(), move.rows(),
                        move.bytes() + MESSAGE_HEADER_BYTES * move.rows())).toList();
    }

    private List<String> allNodes() {
        return names("plan/nodes.sql");
    }

    private List<String> names(String file) {
        return coordinator.query(SqlFile.read(file)).stream().map(row -> NodeName.of(row.integer("group_id"))).toList();
    }

    private static List<Integer> equalBounds(int buckets) {
        long width = HASHES / buckets;
        return LongStream.range(0, buckets).mapToObj(bucket -> (int) (Integer.MIN_VALUE + bucket * width)).toList();
    }

    /** One move for each file: every bucket of every shard is fetched, the empty ones too. */
    private List<Move> moves(Side side, List<Integer> bounds, IntFunction<String> nodeOf) {
        Map<Long, String> nodeOfShard = new LinkedHashMap<>();
        for (Placement placement : sharding.placements(side.table())) {
            nodeOfShard.put(placement.shardId(), placement.node());
        }
        List<Move> moves = new ArrayList<>();
        Rows shards = coordinator.query(SqlFile.read("repartition/buckets.sql"), side.table(), command(side, bounds));
        for (Rows.Row shard : shards) {
            String from = nodeOfShard.get(shard.number("shard_id"));
            IntStream.range(0, bounds.size())
                    .forEach(bucket -> moves.add(new Move(from, nodeOf.apply(bucket), 0, BINARY_FILE_FRAME_BYTES)));
            counts(side, shard).forEach(count -> moves.add(new Move(from, nodeOf.apply(count.get(0).asInt()),
                    count.get(1).asLong(), count.get(2).asLong())));
        }
        return moves;
    }

    private static JsonNode counts(Side side, Rows.Row shard) {
        try {
            if (!shard.truth("success")) {
                throw new LabException("counting the rows that move failed", side.table() + ", shard "
                        + shard.text("shard_id"), shard.text("result"),
                        "check the columns and the condition of the side", null);
            }
            return JSON.readTree(shard.text("result"));
        } catch (JsonProcessingException e) {
            throw new LabException("a shard gave no counts", side.table(), shard.text("result"), null, e);
        }
    }

    private String command(Side side, List<Integer> bounds) {
        Rows function = coordinator.query(SqlFile.read("repartition/hash_function.sql"), side.table(), side.key());
        if (function.size() == 0) {
            throw new LabException("'" + side.key() + "' cannot be hashed", side.table(), null,
                    "name a column of the table whose type has a default hash operator class", null);
        }
        return coordinator.query(SqlFile.read("repartition/bucket_command.sql"), function.singleText(),
                bounds.toString().replace('[', '{').replace(']', '}'), side.columns().toArray(String[]::new),
                side.key(), side.filter()).singleText();
    }
}
