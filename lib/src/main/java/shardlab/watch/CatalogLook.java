package shardlab.watch;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.NodeName;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** What the coordinator's catalog says of shards and moves. */
final class CatalogLook {

    private CatalogLook() {
    }

    /** A group of co-located shards, with the numbers of all its shards. */
    record Group(ShardLook shard, List<Long> shardIds) {

        ShardLook sized(Map<Long, Long> bytes) {
            return new ShardLook(shard.colocationId(), shard.minHash(), shard.shardId(), shard.table(), shard.node(),
                    shardIds.stream().mapToLong(id -> bytes.getOrDefault(id, 0L)).sum());
        }
    }

    static List<Group> groups(Session coordinator) {
        return coordinator.query(SqlFile.read("watch/placements.sql")).stream().map(CatalogLook::group).toList();
    }

    private static Group group(Rows.Row row) {
        var shard = new ShardLook(row.number("colocation_id"), row.number("min_hash"), row.number("shard_id"),
                row.text("table_name"), NodeName.of(row.integer("group_id")), 0);
        return new Group(shard, Stream.of(row.text("shard_ids").split(" ")).map(Long::valueOf).toList());
    }

    static List<MoveLook> moves(Cluster cluster, Session coordinator) {
        if (!cluster.can(Capability.MOVE_PROGRESS)) {
            return List.of();
        }
        return coordinator.query(SqlFile.read("watch/moves.sql")).stream()
                .map(row -> new MoveLook(row.number("shard_id"), row.number("shards"),
                        NodeName.of(row.integer("from_group")), NodeName.of(row.integer("to_group")), row.truth("moving"),
                        row.number("done"), row.number("total"), row.text("status"))).toList();
    }
}
