package shardlab.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import shardlab.LabException;

/**
 * Reads {@code EXPLAIN (FORMAT JSON)} of Citus and of the embedded engine into a {@link Plan}. The two look nothing
 * alike: Citus hangs a job with tasks below a Custom Scan, postgres_fdw gives one Foreign Scan a shard.
 */
public final class PlanReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalog catalog;

    /** @param catalog names nodes and tells reference tables from distributed ones */
    public PlanReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a plan.
     *
     * @param json what {@code EXPLAIN (FORMAT JSON)} returned, with VERBOSE or ANALYZE or without
     * @throws LabException if it is not such a plan
     */
    public Plan read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode plan = root.path(0).path("Plan");
            if (plan.isMissingNode()) {
                throw new LabException("this is not a plan", null, shortened(json),
                        "give what EXPLAIN (FORMAT JSON) returned", null);
            }
            return read(plan, json);
        } catch (JsonProcessingException e) {
            throw new LabException("this is not JSON", null, e.getOriginalMessage(),
                    "ask for the plan by EXPLAIN (FORMAT JSON)", e);
        }
    }

    private Plan read(JsonNode plan, String json) {
        var citus = new CitusPlan(catalog, this::subplan);
        Tree.walk(plan, citus::visit);
        return citus.found() ? citus.plan(json) : new ForeignPlan(catalog, plan).plan(json);
    }

    private Plan subplan(JsonNode plannedStatement) {
        return read(plannedStatement.path("Plan"), plannedStatement.toPrettyString());
    }

    private static String shortened(String text) {
        return List.of(text.split("\n")).get(0);
    }
}
