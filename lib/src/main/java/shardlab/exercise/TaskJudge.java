package shardlab.exercise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plan;
import shardlab.plan.Routing;
import shardlab.sql.Rows;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** Looks at answers that are run rather than compared. */
@FunctionalInterface
interface TaskJudge {

    /** What is found; {@code expected} are the values of the exercise's own query. */
    Finding of(Object answer, Lookup lookup, List<Object> expected);

    /** The judge of a kind, if it is run. */
    static Optional<TaskJudge> of(Form.Sort kind) {
        return Optional.ofNullable(switch (kind) {
            case CONDITION -> text(kind, TaskJudge::condition);
            case COLUMNS -> text(kind, TaskJudge::columns);
            case QUERY -> text(kind, TaskJudge::onWorkers);
            case STATEMENT -> text(kind, TaskJudge::twice);
            case PAGE -> text(kind, AdviceJudge::page);
            case PLACE -> text(kind, AdviceJudge::place);
            case WEIGHT -> AdviceJudge::weight;
            default -> null;
        });
    }

    /** Looks at a text. */
    @FunctionalInterface
    interface OfText {
        Finding of(String answer, Lookup lookup, List<Object> expected);
    }

    private static TaskJudge text(Form.Sort kind, OfText judge) {
        return (answer, lookup, expected) -> {
            String text = kind == Form.Sort.COLUMNS && !(answer instanceof CharSequence)
                    ? Given.several(answer).map(TaskJudge::joined).orElse(null)
                    : answer instanceof CharSequence ? unquoted(answer.toString()) : null;
            return text == null ? Finding.wrong(kind.asked()) : refused(() -> judge.of(text, lookup, expected));
        };
    }

    private static String joined(List<Object> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** A semicolon at the end, and quotes around all of it. */
    private static String unquoted(String text) {
        String bare = text.strip().replaceFirst(";\\s*$", "").strip();
        return bare.matches("(?s)\"[^\"]*\"|`[^`]*`") ? bare.substring(1, bare.length() - 1).strip() : bare;
    }

    /** What the server refuses is told in its own words. */
    static Finding refused(Supplier<Finding> judge) {
        try {
            return judge.get();
        } catch (SqlException e) {
            if (e.serverMessage() == null) {
                throw e;
            }
            return Finding.wrong("the server refuses it: " + e.serverMessage().getMessage());
        }
    }

    private static Finding condition(String where, Lookup lookup, List<Object> expected) {
        String condition = where.replaceFirst("(?i)^(select\\b.*\\bwhere|where)\\b", "").strip();
        Rows rows = lookup.ask(sql("condition").replace(":condition", condition));
        if (rows.row(0).number("others") > 0) {
            return Finding.wrong("it finds sales of other states as well");
        }
        if (rows.row(0).number("missing") > 0) {
            return Finding.wrong("it does not find all sales of Texas");
        }
        Plan plan = lookup.plan("select count(*) from sale s where " + condition);
        return plan.routing() != Routing.ROUTER ? Finding.RIGHT
                : Finding.wrong("right rows, and the planner still routes it: it sees which state is asked for");
    }

    private static Finding columns(String written, Lookup lookup, List<Object> expected) {
        String columns = written.replaceFirst("(?i)^using\\b", "").strip().replaceAll("^\\(|\\)$", "");
        Plan plan = lookup.plan(sql("join").replace(":columns", columns));
        if (plan.strategy() != JoinStrategy.COLOCATED) {
            return Finding.wrong("this join is not co-located: its strategy is " + plan.strategy());
        }
        return columns.toLowerCase(Locale.ROOT).contains("sale_id") ? Finding.RIGHT
                : Finding.wrong("co-located, and each line meets the invoices of other sales: it counts more");
    }

    /** Each worker is asked the learner's query, and the one that is right. */
    private static Finding onWorkers(String query, Lookup lookup, List<Object> expected) {
        Rows rows = workers(query, lookup);
        Optional<String> refused = rows.stream().filter(row -> !row.truth("success"))
                .map(row -> row.text("result")).findFirst();
        if (refused.isPresent()) {
            return Finding.wrong("the workers refuse it: " + refused.get());
        }
        List<Object> results = results(rows);
        List<Object> right = results(workers(expected.get(0).toString(), lookup));
        return ValueJudge.fits(results, Form.like(Form.Sort.LIST), right) ? Finding.RIGHT
                : Finding.wrong("the workers say " + joined(results) + ": " + compared(sum(results), sum(right)));
    }

    private static Rows workers(String query, Lookup lookup) {
        return lookup.ask(sql("workers"), query);
    }

    private static List<Object> results(Rows rows) {
        return rows.stream().map(row -> (Object) row.text("result")).toList();
    }

    /** Empty if one of them is no number. */
    private static Optional<BigDecimal> sum(List<Object> results) {
        List<BigDecimal> numbers = results.stream()
                .flatMap(each -> NumberForm.of(each, Optional.empty()).stream().limit(1)).toList();
        return numbers.size() < results.size() ? Optional.empty()
                : Optional.of(numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String compared(Optional<BigDecimal> given, Optional<BigDecimal> right) {
        return given.isEmpty() ? "a number of each is asked for"
                : given.get().compareTo(right.orElseThrow()) > 0 ? "too many, what else has such a name beside the shards?"
                : "too few, what is left out?";
    }

    private static Finding twice(String statement, Lookup lookup, List<Object> expected) {
        lookup.execute(sql("unpay"));
        lookup.execute(statement);
        Rows once = paid(lookup);
        Optional<String> again = errorOf(statement, lookup);
        Rows found = paid(lookup);
        if (once.size() != 1 || !once.row(0).text("state").equals("CA") || once.row(0).number("amount") != 10) {
            return Finding.wrong("sent once, it does not leave one payment of 10 for request 4711 in state CA");
        }
        return again.map(error -> Finding.wrong("the second time it fails: " + error)).orElseGet(() ->
                found.equals(once) ? Finding.RIGHT : Finding.wrong("the second time it pays again"));
    }

    private static Rows paid(Lookup lookup) {
        return lookup.ask(sql("paid"));
    }

    private static Optional<String> errorOf(String statement, Lookup lookup) {
        try {
            lookup.execute(statement);
            return Optional.empty();
        } catch (LabException e) {
            return Optional.of(e instanceof SqlException sql && sql.serverMessage() != null
                    ? sql.serverMessage().getMessage() : e.getMessage());
        }
    }

    private static String sql(String name) {
        return SqlFile.read("exercise/tasks/" + name + ".sql");
    }
}
