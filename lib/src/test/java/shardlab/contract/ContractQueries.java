package shardlab.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The queries that every engine answers alike, and the tables that they read. */
final class ContractQueries {

    private ContractQueries() {
    }

    /** The queries by what they show, in the order of the file. */
    static Map<String, String> all() {
        var queries = new LinkedHashMap<String, String>();
        for (String part : SqlFile.read("contract/queries.sql").split("(?m)^-- name: ", -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                queries.put(part.substring(0, end).strip(), part.substring(end).strip());
            }
        }
        return queries;
    }

    /** Creates the lesson's tables in the first schema of the search path, filled and not distributed. */
    static void createTables(Session session) {
        session.execute(SqlFile.read("contract/lesson.sql"));
    }

    /** Distributes the lesson's tables by state. */
    static void distribute(Session session) {
        session.execute("select create_reference_table('category')");
        session.execute("select create_distributed_table('customer', 'state', shard_count := 8)");
        session.execute("select create_distributed_table('sale', 'state', colocate_with := 'customer')");
        session.execute("select create_distributed_table('sale_detail', 'state', colocate_with := 'sale')");
    }

    /** An answer with the names and types of its columns, a line each. */
    static List<String> answer(Session session, String query) {
        Rows rows = session.query(query);
        var lines = new ArrayList<String>();
        lines.add(rows.columns().toString());
        rows.forEach(row -> lines.add(row.toString()));
        return lines;
    }
}
