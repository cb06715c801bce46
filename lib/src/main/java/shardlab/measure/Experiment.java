package shardlab.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import shardlab.LabException;
import shardlab.Progress;

/**
 * The same work done in several ways, timed fairly.
 *
 * <pre>{@code
 * Experiment.named("join")
 *         .arm("co-located", () -> session.query(colocated))
 *         .arm("repartition", () -> session.query(repartition))
 *         .rounds(15).warmUp(3).run();
 * }</pre>
 */
public final class Experiment {

    private static final int DEFAULT_ROUNDS = 15;
    private static final int DEFAULT_WARM_UP = 3;

    private final String name;
    private final List<Arm> arms = new ArrayList<>();
    private int rounds = DEFAULT_ROUNDS;
    private int warmUp = DEFAULT_WARM_UP;
    private long seed = 42;
    private boolean anyOrder;
    private String notCompared;
    private boolean differentQuestions;
    private Function<Object, Object> digest = answer -> answer;
    private Duration budget = Duration.ofDays(1);
    private String provenance = "";
    private Progress progress = Progress.SILENT;

    private Experiment(String name) {
        this.name = name;
    }

    /** Begins the description of an experiment. */
    public static Experiment named(String name) {
        return new Experiment(name);
    }

    /** Adds an arm; what it returns is its answer, null if it has none. */
    public Experiment arm(String armName, Callable<?> work) {
        return arm(armName, () -> { }, work);
    }

    /** Adds an arm with something to do before each run that is not timed, such as emptying a table. */
    public Experiment arm(String armName, Runnable before, Callable<?> work) {
        if (arms.stream().anyMatch(arm -> arm.name().equals(armName))) {
            throw new LabException("two arms of the experiment '" + name + "' are called '" + armName + "'",
                    "give each arm a name of its own");
        }
        arms.add(new Arm(armName, before, work));
        return this;
    }

    /** Measured rounds, 15 unless said; below {@link Comparison#LEAST_ROUNDS} no verdict is given. */
    public Experiment rounds(int count) {
        rounds = atLeast(1, count, "rounds");
        return this;
    }

    /** Rounds run first and not measured, 3 unless said. */
    public Experiment warmUp(int count) {
        warmUp = atLeast(0, count, "warm-up rounds");
        return this;
    }

    /** Seed of the order within each round and of the intervals. */
    public Experiment seed(long value) {
        seed = value;
        return this;
    }

    /** Answers that are lists may come in any order. */
    public Experiment inAnyOrder() {
        anyOrder = true;
        return this;
    }

    /** What of an answer must be the same in all arms; the whole answer unless said. */
    public Experiment comparing(Function<Object, Object> part) {
        digest = part;
        return this;
    }

    /**
     * The arms ask different questions, so their answers are not compared and the caption says so. It is for showing
     * what a question costs; {@link Outcome#compare} refuses to set one such arm against another.
     */
    public Experiment differentQuestions() {
        differentQuestions = true;
        return notComparing("the arms ask different questions");
    }

    /**
     * The arms ask nothing: they do something, such as starting a server, and there is no answer to compare. The caption
     * says so.
     */
    public Experiment withoutAnswers() {
        return notComparing("the arms have no answers to compare");
    }

    private Experiment notComparing(String reason) {
        notCompared = reason;
        digest = answer -> "";
        return this;
    }

    /** Begins no further round after this time; at least one is measured. */
    public Experiment atMost(Duration time) {
        budget = time;
        return this;
    }

    /** Where this is measured: engine, versions, rows, durability. Printed with every table and figure. */
    public Experiment provenance(String text) {
        provenance = text;
        return this;
    }

    /** Where to tell how far it is. */
    public Experiment progress(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * Runs it. Interrupting the thread stops it between two runs.
     *
     * @throws LabException if an arm fails, if two answers differ, or if it was interrupted
     */
    public Outcome run() {
        if (arms.isEmpty()) {
            throw new LabException("the experiment '" + name + "' has no arms", "add one with .arm(name, work)");
        }
        var agreement = new Agreement(name, anyOrder, digest);
        var order = new Random(seed);
        long end = System.nanoTime() + budget.toNanos();
        int warmedUp = 0;
        while (warmedUp < warmUp && (warmedUp == 0 || System.nanoTime() < end)) {
            round(warmedUp++, order, agreement);
        }
        Map<String, List<Duration>> times = measured(order, agreement, end);
        int ran = warmedUp + times.get(arms.get(0).name()).size();
        progress.report(name, ran, ran, "rounds");
        List<Timing> timings = arms.stream()
                .map(arm -> Timing.of(arm.name(), Samples.of(times.get(arm.name())), seed)).toList();
        return new Outcome(name, timings, timings.get(0).samples().size(), warmedUp,
                notCompared == null ? OptionalInt.of(agreement.size()) : OptionalInt.empty(), !differentQuestions,
                notCompared == null ? same(agreement.size()) : notCompared, seed, provenance);
    }

    private static String same(int rows) {
        return "every arm returned the same " + rows + (rows == 1 ? " row" : " rows");
    }

    private Map<String, List<Duration>> measured(Random order, Agreement agreement, long end) {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds && (round == 0 || System.nanoTime() < end); round++) {
            round(warmUp + round, order, agreement)
                    .forEach((arm, time) -> times.computeIfAbsent(arm, key -> new ArrayList<>()).add(time));
        }
        return times;
    }

    private Map<String, Duration> round(int done, Random order, Agreement agreement) {
        progress.report(name, done, warmUp + rounds, "rounds");
        List<Arm> shuffled = new ArrayList<>(arms);
        Collections.shuffle(shuffled, order);
        Map<String, Duration> times = new LinkedHashMap<>();
        for (Arm arm : shuffled) {
            stopIfInterrupted(done);
            Timed<?> timed = arm.run(name);
            agreement.add(arm.name(), timed.answer());
            times.put(arm.name(), timed.time());
        }
        return times;
    }

    private void stopIfInterrupted(int done) {
        if (Thread.interrupted()) {
            throw new LabException("the experiment '" + name + "' was stopped", null,
                    "after " + done + " of " + (warmUp + rounds) + " rounds", "run it again, or ask for fewer rounds", null);
        }
    }

    private int atLeast(int least, int count, String what) {
        if (count < least) {
            throw new LabException("the experiment '" + name + "' was asked for " + count + " " + what,
                    "ask for at least " + least);
        }
        return count;
    }
}
