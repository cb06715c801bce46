package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The tables of a database as statements, which its own server writes, and what they need: types, functions, views. */
final class SchemaCopy {

    private SchemaCopy() {
    }

    /** Asks the catalog; reads no row of a table. The session's search_path is as before afterwards. */
    static List<String> read(Session source) {
        List<String> statements = new ArrayList<>();
        String path = source.query("show search_path").singleText();
        source.query(SqlFile.read("advise/search_path.sql"), "pg_catalog");
        source.query(SqlFile.read("advise/copy.sql")).forEach(row -> statements.add(row.text("statement")));
        source.query(SqlFile.read("advise/search_path.sql"), path);
        return List.copyOf(statements);
    }

    /** @param unread gets a sentence for each statement that the other server refuses */
    static void write(List<String> statements, Session empty, List<String> unread) {
        empty.execute("set check_function_bodies to off");
        var standIns = new StandIns(empty);
        for (String statement : statements) {
            SchemaFile.run(statement, standIns, "not copied to where designs are judged: ", unread);
        }
        standIns.told().forEach(sentence -> unread.add("where designs are judged, " + sentence));
    }
}
