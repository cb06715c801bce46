package shardlab.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.advise.Advice;
import shardlab.advise.Advisor;
import shardlab.advise.Rule;
import shardlab.exercise.Lookup;
import shardlab.plan.Plan;
import shardlab.sql.Bound;
import shardlab.sql.Rows;

/** What exercises ask of this notebook, in its own session and with its variables. */
final class NotebookLookup implements Lookup {

    @Override
    public Rows rows(String query) {
        Map<String, Object> variables = SqlMagic.variables(query);
        Bound.variables(query).stream().filter(name -> !variables.containsKey(name)).findFirst().ifPresent(this::missing);
        Bound bound = Bound.to(query, variables);
        return ask(bound.jdbcSql(), bound.names().stream().map(variables::get).toArray());
    }

    @Override
    public Rows ask(String query, Object... parameters) {
        return Notebook.sql(query, parameters);
    }

    @Override
    public void execute(String statement) {
        Notebook.result(statement);
    }

    @Override
    public Plan plan(String query) {
        return Lab.current().plan(query);
    }

    @Override
    public String text(String variable) {
        Map<String, Object> found = new LinkedHashMap<>();
        Shell.variable(variable, found);
        if (!(found.get(variable) instanceof String)) {
            missing(variable);
        }
        return (String) found.get(variable);
    }

    @Override
    public Advice advise(String schema, String queries, String rows, Map<String, Double> numbers) {
        Rule rule = Rule.ofTheLab();
        for (var number : numbers.entrySet()) {
            rule = rule.with(number.getKey(), number.getValue());
        }
        return new Advisor(rule).fromFiles(Lab.current().cluster().coordinator(), schema, queries, Optional.of(rows));
    }

    private void missing(String variable) {
        throw new LabException("the exercise asks about the lesson's variable " + variable + ", which is not there",
                "run the cells of the lesson above, they make it");
    }
}
