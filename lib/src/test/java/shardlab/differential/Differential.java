package shardlab.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import shardlab.sql.Server;

/**
 * Runs scenarios on two engines, one seed after the other, until so many statements have run. A difference is made short
 * and told at once; another one that looks the same is counted only.
 */
final class Differential implements AutoCloseable {

    private static final int STATEMENTS_OF_A_SCENARIO = 40;
    private static final int REPLAYS = Integer.getInteger("shardlab.differential.replays", 80);

    private final Grammar grammar = Grammar.read();
    private final Side embedded;
    private final Side citus;
    private final Duel duel;
    private final Consumer<String> told;
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int statements;
    private int scenarios;

    /** @param told takes the script of each difference */
    Differential(Server embedded, Server citus, Consumer<String> told) {
        this.embedded = new Side(embedded);
        this.citus = new Side(citus);
        this.duel = new Duel(this.embedded, this.citus, Documented.read());
        this.told = told;
    }

    /** Runs the scenarios of a seed and of those after it until so many statements have run, or so many differ. */
    void run(long firstSeed, int mostStatements, int mostDifferences) {
        for (long seed = firstSeed; statements < mostStatements && differences.size() < mostDifferences; seed++) {
            scenario(seed);
        }
    }

    List<Difference> differences() {
        return differences;
    }

    /** What ran and what came of it. */
    String summary() {
        return statements + " statements in " + scenarios + " scenarios; " + duel.counts() + "; "
                + differences.size() + " differences of " + known.size() + " kinds";
    }

    private void scenario(long seed) {
        scenarios++;
        play(new Scenario(grammar, seed)).ifPresent(found -> {
            differences.add(found);
            if (known.add(found.signature())) {
                told.accept(Report.of(new Reducer(duel, REPLAYS).reduce(found), seed));
            }
        });
    }

    private Optional<Difference> play(Scenario scenario) {
        duel.begin();
        Schema schema = Schema.EMPTY;
        for (int i = 0; i < STATEMENTS_OF_A_SCENARIO && !duel.isOver(); i++) {
            Step step = scenario.next(schema);
            statements++;
            Optional<Difference> found = duel.run(step);
            if (found.isPresent()) {
                return found;
            }
            schema = duel.isOver() ? schema : Scenario.after(step, schema, citus);
        }
        return duel.end();
    }

    @Override
    public void close() {
        embedded.close();
        citus.close();
    }
}
