package shardlab.advise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.sql.Bound;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Has the server plan a query and reads what it joins and filters by. The query is prepared and explained, which runs
 * nothing: names, views, casts and parameters are resolved by PostgreSQL's own rules.
 */
final class QueryReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** PostgreSQL 16 and older write $0 for what a subquery returned. */
    private static final Pattern PARAMETER = Pattern.compile("\\$([1-9]\\d*)");

    private final Session source;
    private final SourceSchema schema;

    /** @param source a session inside a transaction for which {@code planning.sql} has run */
    QueryReader(Session source, SourceSchema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** @throws LabException if the server cannot plan it, or it reads what is distributed already */
    QueryFacts read(WorkloadQuery query) {
        List<String> names = Bound.variables(query.sql());
        JsonNode[] plan = new JsonNode[1];
        source.transaction(() -> plan[0] = plan(Bound.numbered(query.sql())));
        if (!plan[0].findValues("Custom Plan Provider").isEmpty()) {
            throw new LabException("its tables are distributed already", "give the schema as it was before: --schema FILE");
        }
        return named(PlanFacts.of(plan[0], Bound.numbered(query.sql()), schema), names);
    }

    private JsonNode plan(String sql) {
        try {
            source.execute("deallocate all");
            source.execute("prepare advise as " + sql);
            long parameters = source.query(SqlFile.read("advise/parameters.sql")).singleNumber();
            String values = parameters == 0 ? "" : IntStream.range(0, (int) parameters).mapToObj(i -> "null")
                    .collect(Collectors.joining(", ", "(", ")"));
            String json = source.query("explain (verbose, costs off, format json) execute advise" + values).singleText();
            return JSON.readTree(json).path(0).path("Plan");
        } catch (JsonProcessingException e) {
            throw new LabException("the plan is no JSON", null, e.getOriginalMessage(), null, e);
        }
    }

    /** Parameters by the names that the query file gives them, so that one value in several statements is seen. */
    private static QueryFacts named(QueryFacts facts, List<String> names) {
        List<Equality> equalities = facts.equalities().stream()
                .map(each -> new Equality(each.left(), named(each.right(), names), each.any())).toList();
        return new QueryFacts(facts.occurrences(), equalities, facts.write(), facts.operation(), facts.locks(),
                facts.severalRows(), facts.drawsNumbers(), facts.draws(), facts.withoutValue(),
                facts.changed(), facts.statement());
    }

    private static Operand named(Operand operand, List<String> names) {
        var parameter = PARAMETER.matcher(operand.name());
        if (operand.isColumn() || !parameter.matches() || Integer.parseInt(parameter.group(1)) > names.size()) {
            return operand;
        }
        return new Operand(Operand.Kind.CONSTANT, ":" + names.get(Integer.parseInt(parameter.group(1)) - 1));
    }
}
