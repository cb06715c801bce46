package shardlab.advise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import shardlab.LabException;
import shardlab.plan.Plan;

/** What the coordinator does itself with the rows of all shards. */
final class CoordinatorWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GROUPS = Set.of("Aggregate", "Group", "Unique");

    private CoordinatorWork() {
    }

    /** True if it computes windows over them, or aggregates of which the shards have computed no part. */
    static boolean gathersRows(Plan plan) {
        JsonNode here = tree(plan.json()).path(0).path("Plan");
        boolean grouped = plan.tasks().isEmpty()
                || GROUPS.stream().anyMatch(type -> has(tree(plan.tasks().get(0).plan()), type));
        return has(here, "WindowAgg") || (has(here, "Aggregate") && !grouped);
    }

    private static boolean has(JsonNode node, String type) {
        if (node.path("Node Type").asText().equals(type)) {
            return true;
        }
        for (JsonNode child : node.path("Plans")) {
            if (has(child, type)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new LabException("the plan is no JSON", null, e.getOriginalMessage(), null, e);
        }
    }
}
