package shardlab.notebook;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Result;
import shardlab.sql.Rows;
import tech.tablesaw.api.Table;

/**
 * What cells call without a prefix.
 *
 * <p>Two verbs compare. {@link #verify} belongs to the lesson: what it claims must hold, and if it does not, the cell
 * and with it a headless run fail. {@link #check} belongs to an exercise: it tells the learner whether the answer is
 * right, and never fails a cell, so that a notebook with open exercises runs to its end.
 */
public final class Notebook {

    /** The answer of an exercise that nobody has answered yet. */
    public static final Object TODO = new Object() {
        @Override
        public String toString() {
            return "not answered yet";
        }
    };

    /** An answer that nobody has written yet, either. */
    public static final Object ___ = TODO;

    /** In place of an answer: asks for a hint. */
    public static final Object HINT = new Object();

    /** In place of an answer, after a hint or a try: asks for the answer. */
    public static final Object ANSWER = new Object();

    private static final String HOLDS_COLOR = "#1a7f37";
    private static final Map<String, Object> KEPT = new ConcurrentHashMap<>();

    private Notebook() {
    }

    /** Shows a value below the cell: a chart, a table, rows, a list of records, or anything as text. */
    public static void show(Object value) {
        Shell.display(value == null ? "null" : value);
    }

    /**
     * Runs one statement on the coordinator and returns its rows, values exact; parameters are bound to {@code ?}. An
     * array that stands there alone is one parameter, as for {@code = any (?)}.
     *
     * @throws shardlab.sql.SqlException if the server refuses it
     */
    public static Rows sql(String statement, Object... parameters) {
        Rows rows = result(statement, parameters).rows();
        if (rows == null) {
            throw new LabException("The statement returned no rows", statement.strip(), null,
                    "use a %%sql cell for statements that return none", null);
        }
        return rows;
    }

    /** Runs one query on the coordinator and returns its rows as a Tablesaw table; see {@code --name} of {@code %%sql}. */
    public static Table table(String query, Object... parameters) {
        return TableOf.rows("query", sql(query, parameters));
    }

    /** A table that is to be drawn: {@code show(chart(byState).bars("state", "sales"))}. */
    public static TableChart chart(Table table) {
        return TableChart.of(table);
    }

    /** Rows that are to be drawn. */
    public static TableChart chart(Rows rows) {
        return TableChart.of(TableOf.rows("query", rows));
    }

    static Result result(String statement, Object... parameters) {
        PsqlCommand.refuse(statement);
        Lab lab = Lab.current();
        return lab.sessions().alone(() -> lab.sessions().guarded("coordinator",
                session -> session.run(statement, Long.MAX_VALUE, asWritten(parameters))));
    }

    /** Java spreads an array of texts that stands alone, and takes a null that stands alone for no array. */
    private static Object[] asWritten(Object[] parameters) {
        return parameters != null && parameters.getClass() == Object[].class ? parameters : new Object[] {parameters};
    }

    /** A progress bar below the running cell, for work that reports its progress. */
    public static Progress progress() {
        return new ProgressBar();
    }

    /**
     * Claims what the lesson has just shown.
     *
     * @throws LabException if it does not hold, which fails the cell
     */
    public static void verify(String claim, boolean holds) {
        if (!holds) {
            throw new LabException("This does not hold: " + claim, null);
        }
        showHeld(claim);
    }

    /**
     * Claims that two values are the same; numbers are compared by value, whatever their types.
     *
     * @throws LabException if they are not, which fails the cell
     */
    public static void verify(String claim, Object actual, Object expected) {
        if (!Same.value(actual, expected)) {
            throw new LabException("This does not hold: " + claim, null,
                    "got " + Same.text(actual) + ", expected " + Same.text(expected), null, null);
        }
        showHeld(claim);
    }

    private static void showHeld(String claim) {
        String tick = "<span style=\"color:" + HOLDS_COLOR + "\">✓</span> ";
        Shell.display(Shell.html("✓ " + claim, "<div>" + tick + Html.escape(claim) + "</div>"));
    }

    /**
     * Looks at the answer of an exercise: {@code check("Exercise 1", answer).ofLesson("01")}, or of one of your own:
     * {@code check("Exercise 1", answer).is(7, "count the shards that have rows")}. An answer of {@link #TODO}, null or an
     * empty text counts as not given yet.
     */
    public static Answer check(String exercise, Object answer) {
        return Answer.of(Objects.requireNonNull(exercise), answer);
    }

    /**
     * What a lesson made stays for its exercises, and is removed when the kernel ends; with {@code now} at once.
     *
     * @param lesson     the schema that {@link Lab#schema} made
     * @param statements what else to run then
     */
    public static void cleanUp(boolean now, String lesson, String... statements) {
        CleanUp.choose(now, lesson, statements);
    }

    /** The same where an object of the lesson removes what it made, in the schema of that name. */
    public static void cleanUp(boolean now, String schema, Cleaning remove) {
        CleanUp.choose(now, schema, remove);
    }

    /** Where {@code %%sql --name} leaves a table for the shell to fetch. */
    static void keep(String variable, Table table) {
        keep(variable, table, "tech.tablesaw.api.Table");
    }

    /** Where {@code %%explain --name} leaves its statement for the shell to fetch. */
    static void keepText(String variable, String text) {
        keep(variable, text, "String");
    }

    private static void keep(String variable, Object value, String type) {
        KEPT.put(variable, value);
        Shell.run(type + " " + variable + " = (" + type + ") shardlab.notebook.Notebook.kept(\"" + variable + "\");");
    }

    /** For the code that {@code --name} runs in the shell; a value is handed over once. */
    public static Object kept(String variable) {
        return KEPT.remove(variable);
    }
}
