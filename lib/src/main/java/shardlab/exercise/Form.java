package shardlab.exercise;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer must be: {@code number in ms within 0.1}, {@code name}, {@code list}, and so on.
 *
 * @param kind   of what kind it is
 * @param unit   in which unit a number is asked for
 * @param within by how much a number may differ
 */
public record Form(Sort kind, Optional<Unit> unit, BigDecimal within) {

    /** What can be asked for. */
    public enum Sort {
        /** A number. */
        NUMBER("one number is asked for, in digits"),
        /** A word or a name. */
        NAME("a text is asked for, in quotes"),
        /** One of the choices. */
        CHOICE("a text is asked for, in quotes"),
        /** Yes or no. */
        TRUTH("yes or no is asked for"),
        /** Values in their order. */
        LIST("several values are asked for, in their order"),
        /** Values in any order. */
        SET("several values are asked for"),
        /** A condition for WHERE. */
        CONDITION("the text of a condition is asked for, in quotes"),
        /** The columns of a join. */
        COLUMNS("the names of columns are asked for, in quotes"),
        /** A query for each worker. */
        QUERY("the text of a query is asked for, in quotes"),
        /** A statement that is sent twice. */
        STATEMENT("the text of a statement is asked for, in quotes"),
        /** A statement with its weight, for the advisor. */
        PAGE("the text of a statement is asked for, in quotes"),
        /** Where the advisor puts a table. */
        PLACE("a text is asked for, in quotes"),
        /** A number of the advisor's rule. */
        WEIGHT("one number is asked for, in digits");

        private final String asked;

        Sort(String asked) {
            this.asked = asked;
        }

        /** What is said to an answer that is of another kind. */
        public String asked() {
            return asked;
        }
    }

    private static final Pattern WRITTEN = Pattern.compile("(\\w+)(?: in (\\S+))?(?: within (\\S+))?");

    static Form of(String written) {
        Matcher found = WRITTEN.matcher(written.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException("no form of an answer: " + written);
        }
        return new Form(Sort.valueOf(found.group(1).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(found.group(2)).map(Unit::named).map(Optional::orElseThrow),
                Optional.ofNullable(found.group(3)).map(BigDecimal::new).orElse(BigDecimal.ZERO));
    }

    /** The form of a value that stands in a cell. */
    public static Form like(Sort kind) {
        return new Form(kind, Optional.empty(), BigDecimal.ZERO);
    }
}
