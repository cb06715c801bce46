package shardlab.advise;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A function in place of one that a server lacks. Nobody says what that one returns: each kind of result is tried until
 * the statement that needs it is taken.
 */
final class StandInFunction {

    private static final List<String> RESULTS = List.of("text", "boolean", "uuid", "bigint", "timestamptz", "jsonb",
            "numeric", "bytea");

    private final Session empty;
    private final String call;
    private final Iterator<String> results;
    private boolean stands;

    /** @param call its name as the statement writes it, and its arguments' types in parentheses */
    StandInFunction(Session empty, String call) {
        this.empty = empty;
        this.call = call;
        List<String> likely = new ArrayList<>(RESULTS);
        if (call.toLowerCase(Locale.ROOT).contains("uuid")) {
            likely.remove("uuid");
            likely.add(0, "uuid");
        }
        List<String> all = new ArrayList<>();
        likely.forEach(result -> all.add(result + " language plpgsql stable"));
        likely.forEach(result -> all.add(result + " language plpgsql immutable"));
        this.results = all.iterator();
    }

    boolean stands() {
        return stands;
    }

    /** Takes the place of the one before; without one to try it is gone. */
    boolean next() {
        try {
            empty.execute(SqlFile.read("advise/drop_stand_in.sql").formatted(call));
            stands = results.hasNext();
            if (stands) {
                empty.execute(SqlFile.read("advise/stand_in.sql").formatted(call, results.next()));
            }
        } catch (SqlException e) {
            stands = false;
        }
        return stands;
    }

    String call() {
        return call;
    }
}
