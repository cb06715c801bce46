package shardlab.sharding;

import java.util.ArrayList;
import java.util.List;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Counts rows on the nodes themselves: no coordinator is asked where shards are. Whatever table a node has that bears
 * the name of a shard is counted, also one that the catalog has forgotten, such as the source of a move that nobody has
 * cleaned up yet.
 */
public final class NodeCensus {

    private NodeCensus() {
    }

    /**
     * Counts the rows of some tables by the value of a column, on each node.
     *
     * @param nodes  the nodes to look at; a connection is opened to each
     * @param schema the schema of the tables, the same on every node
     * @param tables their names, without the shard's number
     * @param column the column whose values are told apart
     * @return a count for each node and value that was found; a node without rows is left out
     */
    public static List<ValueOnNode> count(List<Server> nodes, String schema, List<String> tables, String column) {
        List<ValueOnNode> found = new ArrayList<>();
        for (Server node : nodes) {
            try (Session session = Session.open(node)) {
                session.execute(SqlFile.read("sharding/show_shards.sql"));
                String statement = session.query(SqlFile.read("sharding/node_census.sql"), schema, column,
                        tables.toArray(String[]::new)).singleText();
                session.query(statement).forEach(row ->
                        found.add(new ValueOnNode(node.name(), row.text("value"), row.number("rows"))));
            }
        }
        return found;
    }
}
