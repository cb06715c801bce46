package shardlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** Sizes as {@code pg_size_pretty} writes them: all that EXPLAIN gives. */
final class PrettySize {

    private PrettySize() {
    }

    static OptionalLong bytes(JsonNode node) {
        String[] parts = node.asText().split(" ", -1);
        if (parts.length != 2) {
            return OptionalLong.empty();
        }
        int power = switch (parts[1]) {
            case "bytes" -> 0;
            case "kB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 40;
        };
        return OptionalLong.of(Long.parseLong(parts[0]) << power);
    }
}
