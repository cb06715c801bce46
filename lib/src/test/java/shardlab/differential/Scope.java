package shardlab.differential;

import java.util.HashMap;
import java.util.Map;

/** What the variables of one template stand for. */
final class Scope {

    private final Map<String, Schema.Table> tables = new HashMap<>();
    private final Map<String, Schema.Column> columns = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    Map<String, Schema.Table> tables() {
        return tables;
    }

    /** By {@code table.column}, both as the template calls them. */
    Map<String, Schema.Column> columns() {
        return columns;
    }

    /** Fresh names, names of parts, and types. */
    Map<String, String> words() {
        return words;
    }
}
