package shardlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks over one server's plan tree; it does not descend into the plans of other servers. */
final class Tree {

    private static final Pattern RELATION = Pattern.compile("\\((?:\"?[\\w$]+\"?\\.)?\"?([\\w$]+)\"?(?: \"?\\w+\"?)?\\)");

    private Tree() {
    }

    static void walk(JsonNode plan, Consumer<JsonNode> visitor) {
        visitor.accept(plan);
        plan.path("Plans").forEach(child -> walk(child, visitor));
    }

    static String type(JsonNode node) {
        return node.path("Node Type").asText();
    }

    static boolean joins(JsonNode node) {
        return node.has("Join Type") || type(node).equals("Nested Loop");
    }

    static boolean readsIntermediateResult(JsonNode node) {
        return node.path("Function Name").asText().startsWith("read_intermediate_result");
    }

    /** A scan of other servers: Citus's Custom Scan, or a Foreign Scan of postgres_fdw. */
    static boolean remote(JsonNode node) {
        return node.path("Custom Plan Provider").asText().startsWith("Citus") || type(node).equals("Foreign Scan");
    }

    /** Names of the relations that the tree scans or writes, with shard ids if they have some. */
    static Set<String> relations(JsonNode plan) {
        Set<String> names = new LinkedHashSet<>();
        walk(plan, node -> names.addAll(relationsOf(node)));
        return names;
    }

    /** The same of one node; a Foreign Scan of a join that was pushed down scans several. */
    static List<String> relationsOf(JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.has("Relation Name")) {
            names.add(node.path("Relation Name").asText());
        }
        Matcher matcher = RELATION.matcher(node.path("Relations").asText());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
