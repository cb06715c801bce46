package shardlab.advise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import shardlab.advise.QueryPart.Role;
import shardlab.sql.Subselects;

/**
 * Finds the SELECTs of a statement in its plan. A planner has merged those that ask for nothing special with the one around
 * them; the statement's text tells where their tables stood.
 */
final class PartReader {

    private static final Pattern GATHERS = Pattern.compile("\\bWITHIN GROUP\\b|(?<!\\bcount)\\(DISTINCT |\\([^()]* ORDER BY "
            + "|\\b(?:string_agg|xmlagg|range_agg|range_intersect_agg)\\(");
    /** Shards compute a part of it for floating-point numbers only. */
    private static final Pattern SPREADS = Pattern.compile(
            "\\b(?:stddev|variance|var_pop|var_samp|stddev_pop|stddev_samp)\\(([^()]*)");
    private static final Pattern AGGREGATE = Pattern.compile("\\w\\((?!\\w+\\.)|\\w\\(.*\\)");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)\\bpartition\\s+by\\s+(.*?)(?:\\border\\b|\\brows\\b|\\brange\\b|\\bgroups\\b|\\))", Pattern.DOTALL);
    private static final Pattern PARTITION = Pattern.compile(
            "PARTITION BY (.*?)(?: ORDER BY | ROWS | RANGE | GROUPS |\\)$)");
    private final Subselects text;
    private final int partitionColumns;
    private final Function<String, String> column;
    private final Predicate<String> isFloat;

    /**
     * @param sql          the statement
     * @param column       an expression as {@code alias.column}, an empty text for any other
     * @param isFloat      true for an expression that is a column of floating-point numbers
     */
    PartReader(String sql, Function<String, String> column, Predicate<String> isFloat) {
        this.text = Subselects.of(sql);
        this.partitionColumns = partitionColumns(sql);
        this.column = column;
        this.isFloat = isFloat;
    }

    QueryPart read(JsonNode plan) {
        QueryPart statement = part(plan, new QueryPart(Role.STATEMENT));
        statement.with(text.all().stream().anyMatch(each -> each.place() == Subselects.Place.WITH));
        return statement;
    }

    QueryPart part(JsonNode top, QueryPart part) {
        JsonNode node = top;
        int above = 6;
        top.path("Output").forEach(each -> part.output().add(column.apply(each.asText())));
        while (true) {
            int step = step(node);
            if (step > above || (step == above && step != 3) || step == 0 || isInner(node, step, part)) {
                break;
            }
            above = step < 0 ? above : step;
            apart(node, part);
            ask(node, step, part);
            node = below(node);
        }
        boolean sides = isSides(node) && (part.role() != Role.STATEMENT || text.isSetOperation());
        if (sides) {
            sides(node, part);
        } else {
            part.from(new SourceReader(this, text, node).read(part));
        }
        return part;
    }

    /** How late in a SELECT something is done: LIMIT last; 0 for what FROM does, negative for what asks for nothing. */
    int step(JsonNode node) {
        return switch (node.path("Node Type").asText()) {
            case "Limit" -> 5;
            case "Subquery Scan" -> node.path("Alias").asText().equals("*SELECT*") ? -1 : 0;
            case "Unique" -> 4;
            case "WindowAgg" -> 3;
            case "Aggregate", "Group" -> computes(node) || node.path("Strategy").asText().equals("Plain") ? 2 : 4;
            case "Sort", "Incremental Sort", "LockRows", "ProjectSet", "Hash", "Materialize", "Memoize", "ModifyTable" -> -1;
            case "Result" -> node.has("Plans") && hasMain(node) ? -1 : 0;
            default -> 0;
        };
    }

    /** True if what is done is written in a SELECT of its own, from which alone the statement takes its rows. */
    private boolean isInner(JsonNode node, int step, QueryPart part) {
        boolean written = switch (step) {
            case 5 -> text.says("limit") || text.says("fetch");
            case 4 -> text.says("distinct") || text.isSetOperation();
            case 3 -> text.says("over");
            case 2 -> text.says("group") || node.path("Strategy").asText().equals("Plain");
            default -> true;
        };
        return !written && part.role() == Role.STATEMENT && !SourceReader.stands(text, node, Subselects.Place.STATEMENT);
    }

    private static boolean computes(JsonNode node) {
        return node.has("Grouping Sets") || node.has("Filter") || node.path("Group Key").isMissingNode()
                || StreamSupport.stream(node.path("Output").spliterator(), false)
                        .anyMatch(each -> AGGREGATE.matcher(each.asText()).find());
    }

    private void ask(JsonNode node, int step, QueryPart part) {
        switch (step) {
            case 5 -> part.wantAll();
            case 3 -> part.windows().add(partition(node));
            case 2, 4 -> group(node, part);
            default -> { }
        }
    }

    private void group(JsonNode node, QueryPart part) {
        if (node.has("Grouping Sets")) {
            part.groupSets();
        } else if (node.path("Strategy").asText().equals("Plain")) {
            part.wantAll();
        } else {
            part.keys().add(columns(node.has("Group Key") ? node.path("Group Key") : below(node).path("Sort Key")));
        }
        String output = node.path("Output").toString();
        if (step(node) == 2 && (GATHERS.matcher(output).find() || SPREADS.matcher(output).results()
                .anyMatch(each -> !isFloat.test(each.group(1))))) {
            part.gather();
        }
    }

    /** PostgreSQL 17 and older do not tell; the rows are sorted by it first. */
    private List<String> partition(JsonNode node) {
        if (!node.has("Window")) {
            JsonNode sorted = node;
            while (sorted.path("Node Type").asText().equals("WindowAgg")) {
                sorted = below(sorted);
            }
            List<String> keys = columns(sorted.path("Sort Key"));
            return keys.subList(0, Math.min(keys.size(), partitionColumns));
        }
        Matcher matcher = PARTITION.matcher(node.path("Window").asText());
        return matcher.find() ? List.of(matcher.group(1).split(", ")).stream().map(column).toList() : List.of();
    }

    /** Of the window that has the fewest. */
    private static int partitionColumns(String sql) {
        return WRITTEN.matcher(sql).results().mapToInt(each -> each.group(1).split(",").length).min().orElse(0);
    }

    private List<String> columns(JsonNode keys) {
        return StreamSupport.stream(keys.spliterator(), false).map(each -> column.apply(each.asText()
                .replaceFirst(" DESC.*| NULLS.*| USING.*", ""))).toList();
    }

    static boolean hasMain(JsonNode node) {
        return !below(node).isMissingNode();
    }

    static JsonNode below(JsonNode node) {
        for (JsonNode child : node.path("Plans")) {
            if (!isApart(child)) {
                return child;
            }
        }
        return node.path("none");
    }

    private static boolean isApart(JsonNode child) {
        String place = child.path("Parent Relationship").asText();
        return place.equals("InitPlan") || place.equals("SubPlan");
    }

    /** SELECTs in WITH and in expressions. */
    void apart(JsonNode node, QueryPart part) {
        for (JsonNode child : node.path("Plans")) {
            if (isApart(child)) {
                String name = child.path("Subplan Name").asText();
                part.inner().add(name.startsWith("CTE") ? with(child) : part(child, new QueryPart(role(node, child, name))));
            }
        }
    }

    /** What is hashed is asked once, but for an EXISTS, which has become a list of what it is compared by. */
    private Role role(JsonNode node, JsonNode child, String name) {
        boolean once = child.path("Parent Relationship").asText().equals("InitPlan");
        boolean hashed = node.toString().contains("hashed " + name);
        return once ? Role.SUBLINK : !hashed ? Role.CORRELATED
                : SourceReader.stands(text, child, Subselects.Place.EXISTS) ? Role.LISTED : Role.SUBLINK;
    }

    private QueryPart with(JsonNode child) {
        if (child.path("Node Type").asText().equals("Recursive Union")) {
            var recursive = new QueryPart(Role.WITH);
            recursive.recur();
            child.path("Plans").forEach(side -> recursive.inner().add(part(side, new QueryPart(Role.SUBLINK))));
            return recursive;
        }
        return part(child, new QueryPart(Role.WITH));
    }

    boolean isSides(JsonNode node) {
        String type = node.path("Node Type").asText();
        return type.equals("SetOp") || type.matches("Append|Merge Append");
    }

    private void sides(JsonNode node, QueryPart part) {
        boolean union = !node.path("Node Type").asText().equals("SetOp");
        if (union) {
            part.unite();
        }
        for (JsonNode child : node.path("Plans")) {
            if (!union && isSides(child) && child.path("Plans").path(0).path("Alias").asText().startsWith("*SELECT*")) {
                child.path("Plans").forEach(side -> part.sides().add(part(inside(side), new QueryPart(Role.SIDE))));
            } else {
                part.sides().add(part(inside(child), new QueryPart(Role.SIDE)));
            }
        }
    }

    private static JsonNode inside(JsonNode side) {
        return side.path("Node Type").asText().equals("Subquery Scan")
                && side.path("Alias").asText().startsWith("*SELECT*") ? below(side) : side;
    }
}
