package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.sql.Script;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A schema as {@code pg_dump -s} writes it, loaded into an empty database. A statement that the server refuses, such as
 * that of an extension which is not there, is told, and the others go on.
 */
final class SchemaFile {

    private static final Pattern PSQL_COMMAND = Pattern.compile("(?m)^\\\\.*$");
    private static final Pattern ROWS = Pattern.compile("(?im)^copy\\b.*\\bfrom\\s+stdin\\b.*;\\s*$");
    private static final Set<String> OF_THE_SERVER = Set.of("role", "user", "group", "database", "tablespace", "system",
            "subscription", "server");
    private static final int SHOWN = 80;

    private SchemaFile() {
    }

    /**
     * Loads it.
     *
     * @return what was not loaded, a sentence each
     * @throws LabException if the file holds rows
     */
    static List<String> load(String text, Session empty) {
        if (ROWS.matcher(text).find()) {
            throw new LabException("the schema's file has rows in it (COPY … FROM stdin)",
                    "write it by pg_dump --schema-only, which leaves them out");
        }
        List<String> unread = new ArrayList<>();
        var standIns = new StandIns(empty);
        int left = 0;
        for (Script.Statement statement : Script.split(PSQL_COMMAND.matcher(text).replaceAll(""))) {
            if (isNeeded(statement)) {
                run(statement.sql(), standIns, "the schema's statement ", unread);
            } else {
                left++;
            }
        }
        unread.addAll(standIns.told());
        if (left > 0) {
            unread.add(left + " statements of the schema were left out: owners, rights, comments, settings, and what is no "
                    + "CREATE or ALTER in a database");
        }
        return unread;
    }

    private static boolean isNeeded(Script.Statement statement) {
        List<String> words = statement.words();
        String first = words.isEmpty() ? "" : words.get(0);
        boolean searchPath = (words.size() > 1 && first.equals("set") && words.get(1).equals("search_path"))
                || words.equals(List.of("select", "pg_catalog", "set_config"));
        return searchPath || (words.size() > 1 && Set.of("create", "alter").contains(first)
                && !OF_THE_SERVER.contains(words.get(1)) && !words.contains("owner"));
    }

    /** Runs a statement, and goes on without it, told with its beginning, if the server refuses it. */
    static void run(String sql, StandIns standIns, String what, List<String> unread) {
        try {
            standIns.run(sql);
        } catch (SqlException e) {
            String line = sql.replaceAll("\\s+", " ");
            unread.add(what + (line.length() > SHOWN ? line.substring(0, SHOWN) + " …" : line) + ": " + e.what());
        }
    }
}
