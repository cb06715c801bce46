package shardlab.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.sql.Bound;
import shardlab.sql.Result;
import shardlab.sql.Rows;
import shardlab.sql.Script;
import shardlab.sql.SqlException;

/**
 * {@code %%sql}: one or several statements, each shown with what it returned. The cell stops at the first error.
 * {@code :name} stands for the notebook's variable of that name, and its value is bound.
 */
final class SqlMagic {

    private static final String DIFFERENT_COLOR = "#bf8700";
    private static final String NOT_RUN_COLOR = "#57606a";

    /** Behind the statement of a line that is no value for a variable: its result is shown. */
    static final String SHOW = "show";

    private SqlMagic() {
    }

    /** Runs a cell; returns null, or what fails the cell when it is rendered. */
    static Object cell(List<String> arguments, String cell) {
        if (SqlHelp.isAsked(arguments)) {
            SqlHelp.show();
            return null;
        }
        try {
            PsqlCommand.refuse(CellStep.withoutCommands(cell));
            SqlOptions.requireStatement(arguments, cell);
            Lab lab = Lab.current();
            SqlOptions options = forThisCluster(lab, SqlOptions.of(arguments));
            if (options.needs() != null && !lab.cluster().can(options.needs())) {
                showNotRun(options.needs(), lab.cluster().engine());
                return null;
            }
            return lab.sessions().alone(() -> new SqlCell(lab.sessions(), options, cell).run());
        } catch (LabException e) {
            return new CellFailure(e.getMessage(), e);
        }
    }

    /** Says so where the error that a cell teaches does not come on this cluster; the cell runs all the same. */
    private static SqlOptions forThisCluster(Lab lab, SqlOptions options) {
        if (options.ifCan() == null || lab.cluster().can(options.ifCan())) {
            return options;
        }
        String text = "Citus answers this with an error. The engine " + lab.cluster().engine()
                + " does not refuse it, and runs it on the coordinator:";
        Shell.display(Shell.html(text, Html.box(DIFFERENT_COLOR, text)));
        return options.withoutError();
    }

    private static void showNotRun(Capability needed, String engine) {
        String text = "Not run: this cell needs " + needed.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ", which the " + engine + " engine does not have. On a cluster of Citus it runs.";
        Shell.display(Shell.html(text, Html.box(NOT_RUN_COLOR, text)));
    }

    /**
     * {@code %sql} in a line: the value if there is one row of one column, the table otherwise; a whole number is
     * a {@link Long} whatever its width on the server.
     *
     * @param arguments the statement as it was written, and {@link #SHOW} if its result is to be shown
     */
    @SuppressWarnings("OrphanedFormatString") // The %s of %sql is the magic's name.
    static Object line(List<String> arguments) {
        if (!CellMagics.installed()) {
            throw new LabException("This kernel takes %sql in a line apart, and would change the statement",
                    "sql(\"select …\", parameters)");
        }
        String line = arguments.isEmpty() ? "" : arguments.get(0);
        if (PsqlAnswer.knows(PsqlCommand.of(line))) {
            Lab lab = Lab.current();
            lab.sessions().alone(() -> lab.sessions().guarded("coordinator", session -> {
                new PsqlAnswer(session, Grids.SHOWN_ROWS).show(PsqlCommand.of(line));
                return null;
            }));
            return null;
        }
        String sql = statement(line);
        Map<String, Object> variables = variables(sql);
        Bound bound = Bound.to(sql, variables);
        Result result = run(sql, bound, bound.names().stream().map(variables::get).toArray());
        if (arguments.size() > 1) {
            Shell.display(result.rows() == null ? result.tag() : result.rows().first(Grids.SHOWN_ROWS));
            return null;
        }
        return result.rows() == null ? null : value(result.rows());
    }

    private static String statement(String line) {
        PsqlCommand.refuse(line);
        List<Script.Statement> statements = Script.split(line);
        if (statements.size() != 1) {
            throw new LabException("%sql takes one statement, in one line; there are " + statements.size(),
                    "%%sql as the first line of a cell takes several, over as many lines as you like");
        }
        return statements.get(0).sql();
    }

    private static Result run(String sql, Bound bound, Object[] values) {
        try {
            return Notebook.result(bound.jdbcSql(), values);
        } catch (SqlException e) {
            throw new CellError(SqlProblem.text(e, sql, e.position() <= 0 ? 0 : bound.written(e.position()), bound), e);
        }
    }

    private static Object value(Rows rows) {
        if (rows.size() != 1 || rows.columns().size() != 1) {
            return TableOf.rows("sql", rows);
        }
        Object value = rows.single();
        return value instanceof Integer || value instanceof Short ? ((Number) value).longValue() : value;
    }

    /** The notebook's variables that a statement mentions; a null among them is NULL. */
    static Map<String, Object> variables(String sql) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : Bound.variables(sql)) {
            Shell.variable(name, found);
        }
        return found;
    }
}
