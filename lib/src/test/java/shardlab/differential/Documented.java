package shardlab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import shardlab.sql.SqlFile;

/**
 * The kinds of difference that docs/embedded_engine.md tells of. A kind never covers another answer to a statement that
 * both took: rows are alike or the test fails.
 */
final class Documented {

    /**
     * One kind.
     *
     * @param embedded  a pattern of the embedded engine's SQLSTATE, which is {@code ok} if it takes the statement
     * @param citus     the same for Citus
     * @param statement what the statement or embedded's message looks like
     * @param line      words of the line in the document
     */
    record Kind(String embedded, String citus, Pattern statement, String line) {

        boolean covers(Step step, Outcome here, Outcome there) {
            return state(here).matches(embedded) && state(there).matches(citus)
                    && (statement.matcher(step.text()).find()
                            || (here.failed() && statement.matcher(here.message()).find()));
        }

        private static String state(Outcome outcome) {
            return outcome.failed() ? outcome.sqlState() : "ok";
        }
    }

    private final List<Kind> kinds = new ArrayList<>();

    private Documented() {
    }

    /** Reads {@code documented.txt}: four fields with {@code ;;} between them a line. */
    static Documented read() {
        var documented = new Documented();
        SqlFile.read("differential/documented.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Documented::kind).forEach(documented.kinds::add);
        return documented;
    }

    private static Kind kind(String line) {
        String[] field = line.split(" *;; *", -1);
        return new Kind(field[0].strip(), field[1], Pattern.compile(field[2], Pattern.CASE_INSENSITIVE), field[3]);
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** True if a kind tells of this difference; another answer is never one. */
    boolean covers(Step step, Outcome here, Outcome there) {
        return (here.failed() || there.failed()) && kinds.stream().anyMatch(kind -> kind.covers(step, here, there));
    }
}
