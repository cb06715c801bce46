package shardlab.differential;

import java.util.stream.Collectors;

/** A difference as a script that {@code ./lab psql -X -f} runs on each engine, with what each of them answered. */
final class Report {

    private Report() {
    }

    static String of(Difference difference, long seed) {
        return "-- " + difference.kind() + " (seed " + seed + ")\n"
                + "-- embedded: " + comment(difference.embedded()) + "\n"
                + "-- Citus:    " + comment(difference.citus()) + "\n"
                + "set client_min_messages = error;\n"
                + "drop schema if exists diff, \"diff 2\" cascade;\n"
                + "create schema diff;\n"
                + Side.SESSION.replace("; ", ";\n") + ";\n"
                + difference.steps().stream().map(Step::script).collect(Collectors.joining("\n")) + "\n";
    }

    private static String comment(String answer) {
        return answer.replace("\n", "\n--   ");
    }
}
