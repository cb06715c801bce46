package shardlab.notebook;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.SourceVersion;
import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.sql.Script;

/**
 * What stands behind {@code %%sql}.
 *
 * @param limit       rows that are shown
 * @param name        the variable that keeps the last result as a Tablesaw table; null for none
 * @param node        the node to run on
 * @param expectError true if the cell teaches an error
 * @param sqlState    the SQLSTATE that the error must have; null for any
 * @param ifCan       what a cluster must be able to do for the error to come; null if it comes on every cluster
 * @param needs       what the cluster must be able to do for the cell to run; null for nothing in particular
 */
record SqlOptions(int limit, String name, String node, boolean expectError, String sqlState, Capability ifCan,
        Capability needs) {

    static final String USAGE = "%%sql [--limit N] [--name VARIABLE] [--on NODE] [--needs CAPABILITY] "
            + "[--expect-error [SQLSTATE] [--if-can CAPABILITY]]";
    private static final int SHOWN_ROWS = 20;

    /** @throws LabException if there is an option that {@code %%sql} does not have */
    static SqlOptions of(List<String> arguments) {
        int limit = SHOWN_ROWS;
        String name = null;
        String node = "coordinator";
        boolean expectError = false;
        String sqlState = null;
        Capability ifCan = null;
        Capability needs = null;
        Iterator<String> rest = split(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--limit" -> limit = number(value(rest, option));
                case "--name" -> name = identifier(value(rest, option));
                case "--on" -> node = value(rest, option);
                case "--needs" -> needs = capability(value(rest, option));
                case "--expect-error" -> expectError = true;
                case "--if-can" -> ifCan = capability(value(rest, option));
                default -> sqlState = sqlState(option, expectError && sqlState == null);
            }
        }
        return new SqlOptions(limit, name, node, expectError, sqlState, ifCan, needs);
    }

    /** @throws LabException if there is no statement below the options, or one stands beside them */
    static void requireStatement(List<String> arguments, String cell) {
        if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
            throw new LabException("The statement stands beside %%sql",
                    "write it on the lines below %%sql; in one line of Java it is %sql " + String.join(" ", arguments));
        }
        if (Script.split(cell).isEmpty()) {
            throw new LabException("There is no statement below %%sql",
                    "write one, such as select count(*) from sale; or see %%sql --help");
        }
    }

    /** The same without an error to come. */
    SqlOptions withoutError() {
        return new SqlOptions(limit, name, node, false, null, null, needs);
    }

    /** {@code --limit=5} is {@code --limit 5}. */
    private static List<String> split(List<String> arguments) {
        return arguments.stream().flatMap(argument -> List.of(argument.split("=", 2)).stream()).toList();
    }

    private static String value(Iterator<String> rest, String option) {
        if (!rest.hasNext()) {
            throw new LabException("%%sql: " + option + " lacks its value", USAGE);
        }
        return rest.next();
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new LabException("%%sql: --limit is '" + text + "'", "give a whole number up to 999999");
        }
        return Integer.parseInt(text);
    }

    private static String identifier(String text) {
        if (!SourceVersion.isName(text) || text.contains(".")) {
            throw new LabException("%%sql: --name is '" + text + "'", "give a name that Java takes for a variable");
        }
        return text;
    }

    private static Capability capability(String text) {
        return Arrays.stream(Capability.values()).filter(each -> each.name().equals(text)).findFirst()
                .orElseThrow(() -> new LabException("%%sql: there is no capability '" + text + "'",
                        "name one of " + Arrays.toString(Capability.values())));
    }

    private static String sqlState(String text, boolean wanted) {
        if (wanted && text.matches("[0-9A-Z]{5}")) {
            return text;
        }
        throw new LabException("%%sql does not know '" + text + "'", USAGE);
    }
}
