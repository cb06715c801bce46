package shardlab.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import shardlab.LabException;

/** The benches that {@code ./lab bench all} runs, in this order. */
enum BenchPart {

    /** The lab's clients beside pgbench's: how far the others can be trusted. */
    CLIENTS("--rounds 3 --seconds 2 --warm-up 1 --clients 1,16 --users 10000"),
    /** Every way to insert. */
    INSERTS("--rounds 3 --rows 200 --bulk-rows 5000 --statement-sizes 1,10,100"),
    /** Rows by shard and worker. */
    DISTRIBUTION("--users 10000"),
    /** Transfers in one shard and between two. */
    TRANSACTIONS("--rounds 10 --client-rounds 3 --clients 1,4 --seconds 2 --warm-up 1 --read-seconds 2"),
    /** How clients connect. */
    CONNECTIONS("--rounds 1 --millis 300 --warm-up 300 --clients 1,4,16 --pool-sizes 2,8 --users 10000 --look-ups 20"),
    /** What crashes leave of transactions. */
    CRASHES("--count 20 --kinds connections");

    private final String quick;

    BenchPart(String quick) {
        this.quick = quick;
    }

    /** As {@code ./lab bench} calls it. */
    String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The options for a short run, whose intervals are wide. */
    List<String> quick() {
        return List.of(quick.split(" ", -1));
    }

    /**
     * Those of some names, or all.
     *
     * @throws LabException if a name is none of them
     */
    static List<BenchPart> chosen(List<String> names) {
        for (String name : names) {
            if (Stream.of(values()).noneMatch(part -> part.command().equals(name))) {
                throw new LabException("./lab bench all runs no '" + name + "'",
                        "choose among " + String.join(", ", Stream.of(values()).map(BenchPart::command).toList()));
            }
        }
        return Stream.of(values()).filter(part -> names.isEmpty() || names.contains(part.command())).toList();
    }
}
