package shardlab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.cluster.Capability;
import shardlab.sql.Server;
import shardlab.typing.Completion;
import shardlab.typing.Proposal;

/** What may stand behind {@code %%sql} in its line. */
final class OptionNames {

    private static final Map<String, List<String>> OPTIONS = Map.of(
            "sql", List.of("--limit", "--name", "--on", "--needs", "--expect-error", "--if-can", "--help"),
            "explain", List.of("--analyze", "--name"));

    private OptionNames() {
    }

    static Completion at(SqlPart part, int at, Lab lab) {
        List<String> words = part.wordsBefore(at);
        String typed = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2).toLowerCase(Locale.ROOT) : "";
        Stream<String> names = switch (before) {
            case "--on" -> Stream.concat(Stream.of("coordinator"), lab.cluster().workers().stream().map(Server::name));
            case "--needs", "--if-can" -> Arrays.stream(Capability.values()).map(Capability::name);
            case "--limit", "--name" -> Stream.empty();
            default -> OPTIONS.get(part.magic()).stream();
        };
        return new Completion(at - typed.length(), at, names.filter(name -> name.startsWith(typed))
                .map(name -> new Proposal(name, "option")).toList());
    }
}
