package shardlab.notebook;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What {@code %%sql --help} shows. */
final class SqlHelp {

    private static final String TEXT = """
            %%sql                       the first line of a cell; below it one or several statements, each ended by ;
              --limit N                 how many rows are shown; otherwise 20
              --name VARIABLE           keeps the rows of the last query in a variable, as a table of Tablesaw
              --on NODE                 runs on another node, such as worker-1; worker is the first of them
              --expect-error [SQLSTATE] the cell teaches an error: it fails if none comes
              --if-can CAPABILITY       with --expect-error: the error comes only where a cluster has the capability
              --needs CAPABILITY        runs only on a cluster that has the capability

            :name stands for the notebook's variable of that name, and its value is bound. It cannot be the name of a
            table or a column, nor stand in quotes, in DO or in SET. In a[1:n] the n is a column, in a[1: :n] a variable.

            var n = %sql select …       one statement in a line of Java: a value, or a table
            sql("select …", values)     the same as a method; values are bound to ?
            \\d NAME                    as in psql, below %%sql; and \\d \\dt \\dv \\dm \\ds \\di \\dn \\df \\du \\dx \\l
            %%explain [--analyze]       how the cluster would run a statement
            ./lab psql                  psql on the coordinator""";

    private SqlHelp() {
    }

    static boolean isAsked(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h") || arguments.contains("?");
    }

    static void show() {
        Shell.display(shown());
    }

    static DisplayData shown() {
        return Shell.html(TEXT, "<pre style=\"margin:0\">" + Html.escape(TEXT) + "</pre>");
    }
}
