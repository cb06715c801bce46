package shardlab.exercise;

import java.util.Map;
import shardlab.advise.Advice;
import shardlab.plan.Plan;
import shardlab.sql.Rows;

/** The cluster and the notebook, as far as an exercise asks them. */
public interface Lookup {

    /** The rows of a query, {@code :name} bound to the notebook's variable. */
    Rows rows(String query);

    /** The rows of a query as it is, with its parameters. */
    Rows ask(String query, Object... parameters);

    /** Runs a statement of the learner. */
    void execute(String statement);

    /** How a query would run. */
    Plan plan(String query);

    /** The text of a notebook's variable. */
    String text(String variable);

    /** What is advised for tables and statements, by the lab's rule with other numbers. */
    Advice advise(String schema, String queries, String rows, Map<String, Double> numbers);
}
