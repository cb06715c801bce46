package shardlab.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shardlab.sql.SqlFile;

/**
 * What statements can look like: files of productions, {@code name [weight]: template} a line, a line that begins with
 * spaces continues the one before. The README beside the files says what a template may hold.
 */
final class Grammar {

    private static final List<String> FILES = List.of("scenarios", "tables", "rows", "queries", "alter", "types",
            "transactions", "distribution", "settings");

    private final Map<String, List<String>> productions = new HashMap<>();

    private Grammar() {
    }

    /** All files together. */
    static Grammar read() {
        var grammar = new Grammar();
        FILES.forEach(file -> grammar.add(SqlFile.read("differential/" + file + ".txt")));
        return grammar;
    }

    /** The templates of a production; one with weight 3 stands there three times. */
    List<String> templates(String name) {
        List<String> found = productions.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the grammar has no production <" + name + ">");
        }
        return found;
    }

    private void add(String text) {
        for (String line : logicalLines(text)) {
            int colon = line.indexOf(':');
            String[] head = line.substring(0, colon).strip().split(" +", -1);
            int weight = head.length > 1 ? Integer.parseInt(head[1]) : 1;
            String template = line.substring(colon + 1).strip();
            for (int i = 0; i < weight; i++) {
                productions.computeIfAbsent(head[0], key -> new ArrayList<>()).add(template);
            }
        }
    }

    private static List<String> logicalLines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }
}
