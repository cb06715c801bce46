package shardlab.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import shardlab.LabException;

/** The benches that {@code ./lab bench all} runs, in this order. */
enum BenchPart {

    /** The lab's clients beside pgbench's: how far the others can be trusted. */
    CLIENTS("", "--rounds 3 --seconds 2 --warm-up 1 --clients 1,16 --users 10000"),
    /** Every way to insert. */
    INSERTS("", "--rounds 3 --rows 200 --bulk-rows 5000 --statement-sizes 1,10,100"),
    /** Rows by shard and worker. */
    DISTRIBUTION("", "--users 10000"),
    /** Transfers within a shard and between workers. */
    TRANSACTIONS("", "--branches 40 --rounds 10 --clients 1,4 --seconds 1 --warm-up 1 --client-rounds 3 --read-seconds 2"),
    /** Clients with connections of their own, with a pool, and with one worker slow. */
    CONNECTIONS("", "--clients 1,4,16 --pool-sizes 1,4 --users 10000 --millis 300 --warm-up 300 --rounds 3 --look-ups 40"),
    /** Crashes in transactions; a thousand of them are {@code ./lab bench crashes} by itself. */
    CRASHES("--count 100", "--count 5");

    private final String whole;
    private final String quick;

    BenchPart(String whole, String quick) {
        this.whole = whole;
        this.quick = quick;
    }

    /** As {@code ./lab bench} calls it. */
    String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if the lab must have started the servers. */
    boolean needsOwnServers() {
        return this == CRASHES;
    }

    /**
     * The options that it is run with.
     *
     * @param shortRun true for few rounds, whose intervals are wide
     */
    List<String> options(boolean shortRun) {
        return Stream.of((shortRun ? quick : whole).split(" ", -1)).filter(option -> !option.isEmpty()).toList();
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
