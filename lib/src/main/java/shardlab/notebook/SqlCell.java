package shardlab.notebook;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.sql.Bound;
import shardlab.sql.Result;
import shardlab.sql.Rows;
import shardlab.sql.Script;
import shardlab.sql.SqlException;

/** One {@code %%sql} cell on its way. */
final class SqlCell {

    private static final String NOTICE_COLOR = "#bf8700";
    private static final String EXPECTED_COLOR = "#8250df";

    private static final int SHOWN_STATEMENT = 80;
    /** A statement that returns the rows it changed has its tag below them, as in psql. */
    private static final Pattern CHANGES = Pattern.compile("(?:INSERT|UPDATE|DELETE|MERGE).*");

    private final Sessions sessions;
    private final SqlOptions options;
    private final String cell;
    private Rows last;

    SqlCell(Sessions sessions, SqlOptions options, String cell) {
        this.sessions = sessions;
        this.options = options;
        this.cell = cell;
    }

    /** Runs all statements; returns null, or what is to fail the cell. */
    CellFailure run() {
        List<CellStep> steps = CellStep.of(cell);
        List<Script.Statement> statements = steps.stream().map(CellStep::statement).toList();
        for (CellStep step : steps) {
            Script.Statement statement = step.statement();
            if (step.command() != null) {
                CellFailure failure = describe(step.command());
                if (failure != null) {
                    return failure;
                }
                continue;
            }
            Map<String, Object> variables = SqlMagic.variables(statement.sql());
            Bound bound = Bound.to(statement.sql(), variables);
            try {
                show(sessions.on(options.node()).run(bound.jdbcSql(), kept(),
                        bound.names().stream().map(variables::get).toArray()));
            } catch (SqlException e) {
                showNotices(e.notices());
                return failed(e, SqlProblem.text(sessions.explained(options.node(), e), cell,
                        position(e, statement, bound), bound) + which(statements, statement));
            } catch (LabException e) {
                return new CellFailure(e.getMessage() + which(statements, statement), e);
            }
        }
        keep();
        return options.expectError() ? noError() : null;
    }

    private CellFailure describe(PsqlCommand command) {
        try {
            new PsqlAnswer(sessions.on(options.node()), options.limit()).show(command);
            return null;
        } catch (SqlException e) {
            LabException explained = sessions.explained(options.node(), e);
            return new CellFailure(explained.getMessage(), explained);
        } catch (LabException e) {
            return new CellFailure(e.getMessage(), e);
        }
    }

    private long kept() {
        return options.name() == null ? options.limit() : Long.MAX_VALUE;
    }

    /** The statement that failed, where the cell has several. */
    private static String which(List<Script.Statement> statements, Script.Statement failed) {
        if (statements.size() == 1) {
            return "";
        }
        int number = statements.indexOf(failed) + 1;
        String beginning = failed.sql().lines().findFirst().orElse("");
        boolean cut = beginning.length() > SHOWN_STATEMENT || beginning.length() < failed.sql().length();
        return "\nSTATEMENT: " + number + " of " + statements.size() + ": "
                + beginning.substring(0, Math.min(SHOWN_STATEMENT, beginning.length())) + (cut ? " …" : "");
    }

    private static void showNotices(List<Result.Notice> notices) {
        if (!notices.isEmpty()) {
            String text = notices.stream().map(notice -> notice.severity() + ": " + notice.text())
                    .collect(Collectors.joining("\n"));
            Shell.display(Shell.html(text, Html.box(NOTICE_COLOR, text)));
        }
    }

    private void show(Result result) {
        showNotices(result.notices());
        if (result.rows() == null) {
            showLine(result.tag());
            return;
        }
        if (returnsNothing(result.rows())) {
            showLine(result.rows().columns().get(0).name());
            return;
        }
        last = result.rows();
        long shown = Math.min(options.limit(), last.size());
        Rows first = new Rows(last.columns(), last.rows().subList(0, (int) shown), last.total());
        Shell.display(first);
        if (CHANGES.matcher(result.tag()).matches()) {
            showLine(result.tag());
        }
    }

    /** A call such as {@code select create_reference_table(…)}: one row of one column that has no value. */
    private static boolean returnsNothing(Rows rows) {
        return rows.columns().size() == 1 && rows.columns().get(0).type().equals("void") && rows.size() == 1;
    }

    private static void showLine(String text) {
        Shell.display(Shell.html(text, "<code>" + Html.escape(text) + "</code>"));
    }

    private void keep() {
        if (options.name() == null) {
            return;
        }
        if (last == null) {
            throw new LabException("%%sql --name " + options.name() + ": no statement of the cell returned rows", null);
        }
        Notebook.keep(options.name(), TableOf.rows(options.name(), last));
    }

    private int position(SqlException e, Script.Statement statement, Bound bound) {
        return e.position() <= 0 ? 0 : statement.offset() + bound.written(e.position());
    }

    private CellFailure failed(SqlException e, String text) {
        boolean expected = options.expectError() && e.serverMessage() != null;
        if (!expected) {
            return new CellFailure(text, e);
        }
        if (options.sqlState() != null && !options.sqlState().equals(e.sqlState())) {
            return new CellFailure("Expected an error with SQLSTATE " + options.sqlState() + ", got another:\n" + text, e);
        }
        Shell.display(Shell.html(text, Html.box(EXPECTED_COLOR, text)));
        return null;
    }

    private CellFailure noError() {
        return new CellFailure("Expected an error"
                + (options.sqlState() == null ? "" : " with SQLSTATE " + options.sqlState())
                + ", but every statement of the cell succeeded", null);
    }
}
