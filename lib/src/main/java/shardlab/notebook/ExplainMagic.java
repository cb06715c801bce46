package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import shardlab.LabException;
import shardlab.plan.Plan;
import shardlab.plan.Plans;
import shardlab.sql.Bound;
import shardlab.sql.Script;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * {@code %%explain}: how the cluster runs a statement, as a picture, with the server's own words folded below it. The
 * statement is not run, unless {@code --analyze} asks for it: then the plan with what was counted is folded, as JSON,
 * and not a second one. Words after the options are the picture's title.
 * {@code --name VARIABLE} keeps the statement as a string, to be run and timed by later cells.
 */
final class ExplainMagic {

    private static final String USAGE = "%%explain [--analyze] [--name VARIABLE] [TITLE …], then one statement";
    private static final String ANALYZE = "--analyze";
    private static final String NAME = "--name";

    private ExplainMagic() {
    }

    /** Explains the statement of a cell; returns null, or what fails the cell when it is rendered. */
    static Object cell(List<String> arguments, String cell) {
        if (SqlHelp.isAsked(arguments)) {
            SqlHelp.show();
            return null;
        }
        try {
            PsqlCommand.refuse(cell);
            Lab lab = Lab.current();
            Script.Statement statement = only(cell);
            keep(arguments, statement.sql());
            return lab.sessions().alone(() -> explain(lab, arguments, cell, statement));
        } catch (LabException e) {
            return new CellFailure(e.getMessage(), e);
        }
    }

    private static Script.Statement only(String cell) {
        List<Script.Statement> statements = Script.split(cell);
        if (statements.size() != 1) {
            throw new LabException("%%explain explains one statement; the cell has " + statements.size(), USAGE);
        }
        return statements.get(0);
    }

    private static CellFailure explain(Lab lab, List<String> arguments, String cell, Script.Statement statement) {
        Map<String, Object> variables = SqlMagic.variables(statement.sql());
        Bound bound = Bound.to(statement.sql(), variables);
        Object[] values = bound.names().stream().map(variables::get).toArray();
        Session session = lab.session();
        try {
            Plans plans = new Plans(session);
            boolean analyze = arguments.contains(ANALYZE);
            Plan plan = analyze ? plans.explainAnalyze(bound.jdbcSql(), values) : plans.explain(bound.jdbcSql(), values);
            Shell.display(lab.figures().plan(title(arguments), plan));
            fold(analyze ? plan.json() : text(session, bound, values));
            return null;
        } catch (SqlException e) {
            LabException explained = lab.sessions().explained("coordinator", e);
            return new CellFailure(SqlProblem.text(explained, cell, 0, bound), explained);
        }
    }

    private static String text(Session session, Bound bound, Object[] values) {
        return session.query("explain " + bound.jdbcSql(), values).stream().map(row -> row.at(0).toString())
                .collect(Collectors.joining("\n"));
    }

    private static String title(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.remove(ANALYZE);
        int name = words.indexOf(NAME);
        if (name >= 0) {
            words.subList(name, Math.min(name + 2, words.size())).clear();
        }
        return words.isEmpty() ? "How the cluster runs it" : String.join(" ", words);
    }

    private static void keep(List<String> arguments, String statement) {
        int name = arguments.indexOf(NAME);
        if (name < 0) {
            return;
        }
        if (name + 1 == arguments.size() || !SourceVersion.isName(arguments.get(name + 1))) {
            throw new LabException("%%explain: --name lacks a name that Java takes for a variable", USAGE);
        }
        Notebook.keepText(arguments.get(name + 1), statement);
    }

    private static void fold(String plan) {
        Shell.display(Shell.html(plan, "<details><summary>What EXPLAIN says</summary><pre>" + Html.escape(plan)
                + "</pre></details>"));
    }
}
