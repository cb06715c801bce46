package shardlab.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plan in which a partitioned table is one scan again: what is said of the first partition counts for all. */
final class PartitionScans {

    private final SourceSchema schema;

    PartitionScans(SourceSchema schema) {
        this.schema = schema;
    }

    JsonNode merged(JsonNode node) {
        if (node instanceof ObjectNode plan) {
            return node(plan);
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, merged(list.get(i)));
            }
        }
        return node;
    }

    private JsonNode node(ObjectNode plan) {
        if (plan.path("Node Type").asText().matches("Append|Merge Append") && readsPartitions(plan)) {
            ObjectNode first = (ObjectNode) node((ObjectNode) plan.path("Plans").get(0));
            first.set("Parent Relationship", plan.path("Parent Relationship"));
            return first;
        }
        for (Map.Entry<String, JsonNode> field : plan.properties()) {
            field.setValue(merged(field.getValue()));
        }
        return isPartition(plan) ? whole(plan) : plan;
    }

    private boolean readsPartitions(JsonNode append) {
        Set<String> tables = new LinkedHashSet<>();
        append.path("Plans").forEach(child -> tables.add(isPartition(child) ? table(child).name() : ""));
        return tables.size() == 1 && !tables.contains("");
    }

    private boolean isPartition(JsonNode scan) {
        return scan.has("Relation Name") && !scan.path("Node Type").asText().equals("ModifyTable") && table(scan) != null
                && !table(scan).name().equals(relation(scan));
    }

    private AdviseTable table(JsonNode scan) {
        return schema.tableOf(relation(scan));
    }

    static String relation(JsonNode node) {
        return node.path("Schema").asText() + "." + node.path("Relation Name").asText();
    }

    /** The planner numbers partitions: {@code r_1} and {@code r_2} are {@code r}. */
    private ObjectNode whole(ObjectNode scan) {
        String name = table(scan).name();
        String alias = scan.path("Alias").asText();
        String own = alias.replaceFirst("_\\d+$", "");
        Pattern before = Pattern.compile("(?<![\\w.\"])(\"?)" + Pattern.quote(alias) + "(\"?)\\.");
        renamed(scan, before, "$1" + Matcher.quoteReplacement(own) + "$2.");
        scan.put("Alias", own);
        scan.put("Schema", name.substring(0, name.indexOf('.')));
        scan.put("Relation Name", name.substring(name.indexOf('.') + 1));
        return scan;
    }

    private static JsonNode renamed(JsonNode node, Pattern before, String after) {
        if (node instanceof ObjectNode plan) {
            plan.properties().forEach(field -> field.setValue(renamed(field.getValue(), before, after)));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, renamed(list.get(i), before, after));
            }
        }
        return node.isTextual() ? new TextNode(before.matcher(node.asText()).replaceAll(after)) : node;
    }
}
