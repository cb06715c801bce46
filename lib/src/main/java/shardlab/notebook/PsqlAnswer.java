package shardlab.notebook;

import java.util.Map;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The commands of psql that describe, answered as psql does, as far as a cell needs. */
final class PsqlAnswer {

    /** What this answers, for whoever wrote something else. */
    static final String KNOWN = "\\d [NAME], \\dt, \\dv, \\dm, \\ds, \\di, \\dn, \\df, \\du, \\dx and \\l, "
            + "each with a pattern";

    private static final Map<String, String> KINDS = Map.of("d", "rpvmSf", "dt", "rpf", "dv", "v", "dm", "m", "ds", "S");
    private static final Map<String, String> LISTS = Map.of("di", "indexes", "dn", "schemas", "df", "functions",
            "du", "roles", "dx", "extensions", "l", "databases");
    private static final int SHOWN_TABLES = 10;

    private final Session session;
    private final int limit;

    PsqlAnswer(Session session, int limit) {
        this.session = session;
        this.limit = limit;
    }

    /** True for a command that this answers. */
    static boolean knows(PsqlCommand command) {
        String plain = plain(command);
        return KINDS.containsKey(plain) || LISTS.containsKey(plain);
    }

    private static String plain(PsqlCommand command) {
        return command.name().replaceAll("[+S]+$", "");
    }

    /** Shows what was asked for. */
    void show(PsqlCommand command) {
        String plain = plain(command);
        PsqlPattern pattern = PsqlPattern.of(command.argument());
        if (plain.equals("d") && !command.argument().isEmpty()) {
            describe(command, pattern);
        } else if (KINDS.containsKey(plain)) {
            list(command, ask("psql/relations", KINDS.get(plain), pattern.schema(), pattern.name()));
        } else {
            list(command, ask("psql/" + LISTS.get(plain), pattern.schema(), pattern.name()));
        }
    }

    private void list(PsqlCommand command, Rows found) {
        if (found.size() == 0) {
            nothing(command);
        }
        Shell.display(found.first(Math.max(limit, Grids.SHOWN_ROWS)));
    }

    private static void nothing(PsqlCommand command) {
        throw new LabException("\\" + command.name() + " finds nothing"
                + (command.argument().isEmpty() ? "" : " that fits " + command.argument()),
                "* and ? stand for letters; \\dn lists the schemas, \\dt *.* the tables of all of them");
    }

    private void describe(PsqlCommand command, PsqlPattern pattern) {
        Rows found = ask("psql/relations", KINDS.get("d"), pattern.schema(), pattern.name());
        if (found.size() == 0) {
            nothing(command);
        }
        found.stream().limit(SHOWN_TABLES).forEach(this::describe);
    }

    private void describe(Rows.Row relation) {
        String name = session.format("%I.%I", relation.text("Schema"), relation.text("Name"));
        lines(relation.text("Type") + " " + name + distribution(name));
        Shell.display(ask("psql/columns", name));
        lines(ask("psql/parts", name).stream().map(row -> row.text("line")).collect(Collectors.joining("\n")));
    }

    /** What psql does not know: how Citus has the table. */
    private String distribution(String name) {
        boolean citus = session.query("select to_regclass('citus_tables') is not null as has").row(0).truth("has");
        return !citus ? "" : ask("typing/inspect_distribution", name).stream().findFirst()
                .map(row -> ", " + row.text("how")).orElse("");
    }

    private Rows ask(String file, Object... parameters) {
        return session.query(SqlFile.read(file + ".sql"), parameters);
    }

    private static void lines(String text) {
        if (!text.isEmpty()) {
            Shell.display(Shell.html(text, "<pre style=\"margin:0;white-space:pre-wrap\">" + Html.escape(text) + "</pre>"));
        }
    }
}
