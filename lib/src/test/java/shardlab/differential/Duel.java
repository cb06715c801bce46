package shardlab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The two engines side by side, statement by statement. After a statement that only one of them took, what they hold is
 * kept alike: what embedded refuses as not supported is tried out on Citus and taken back. How many numbers a statement took
 * before it failed is not compared: the scenario is over.
 */
final class Duel {

    private static final String NOT_SUPPORTED = "0A000";

    private final Side embedded;
    private final Side citus;
    private final Documented documented;
    private final Contents contents;
    private final List<Step> steps = new ArrayList<>();
    private boolean over;
    private final Map<String, Integer> answers = new TreeMap<>();
    private int told;
    private int lost;

    Duel(Side embedded, Side citus, Documented documented) {
        this.embedded = embedded;
        this.citus = citus;
        this.documented = documented;
        this.contents = new Contents(embedded, citus);
    }

    /** Empties both engines. */
    void begin() {
        steps.clear();
        over = false;
        embedded.begin();
        citus.begin();
    }

    /** True if the engines differ by a documented kind, so that nothing more can be compared. */
    boolean isOver() {
        return over;
    }

    /** Runs a statement on both; empty if they agree, or differ by a documented kind. */
    Optional<Difference> run(Step step) {
        steps.add(step);
        Outcome here = embedded.run(step);
        Outcome there = NOT_SUPPORTED.equals(here.sqlState()) ? citus.tryOut(step) : citus.run(step);
        if (there.lost()) {
            over = true;
            lost++;
            return Optional.empty();
        }
        if (here.sameAs(there)) {
            answers.merge(here.failed() ? here.sqlState() : "ok", 1, Integer::sum);
        } else if (documented.covers(step, here, there)) {
            told++;
            keepAlike(step, here, there);
        } else {
            return Optional.of(new Difference(kind(step, here, there), List.copyOf(steps), here.toString(),
                    there.toString()));
        }
        over |= here.failed() && there.failed() && !step.reads() && steps.stream().anyMatch(Step::numbersRows);
        return here.failed() && !over && embedded.isIdle() && citus.isIdle() ? compareRows() : Optional.empty();
    }

    /** After a documented difference both hold the same, or the scenario is over: a SELECT may call what changes tables. */
    private void keepAlike(Step step, Outcome here, Outcome there) {
        boolean undone = here.failed() == there.failed() || NOT_SUPPORTED.equals(here.sqlState());
        over = !undone && (here.failed() || !step.reads());
        if (citus.hasFailed() && !embedded.hasFailed()) {
            embedded.run(Step.of("select 1 / 0"));
        } else if (embedded.hasFailed() && !citus.hasFailed()) {
            citus.run(Step.of("select 1 / 0"));
        }
    }

    /** How often the engines agreed, and how often not. */
    String counts() {
        return "answered alike: " + answers + "; " + told + " otherwise as documented, " + lost + " ended Citus's session";
    }

    private static String kind(Step step, Outcome here, Outcome there) {
        String verb = step.sql().split("\\s", 2)[0];
        if (here.failed() && there.failed()) {
            return "another SQLSTATE, " + here.sqlState() + " for " + there.sqlState() + ": " + verb;
        } else if (here.failed()) {
            return "refused with " + here.sqlState() + ": " + verb;
        } else if (there.failed()) {
            return "accepted, though Citus says " + there.sqlState() + ": " + verb;
        }
        return "another answer: " + verb;
    }

    /** Compares the rows of all tables. */
    private Optional<Difference> compareRows() {
        return contents.rows().map(this::after);
    }

    /** Compares all that the scenario left: rows, where they lie, and what the tables are like there. */
    Optional<Difference> end() {
        if (over) {
            return Optional.empty();
        }
        for (Side side : List.of(embedded, citus)) {
            if (!side.isIdle()) {
                side.run(Step.of("rollback"));
            }
        }
        return contents.all().map(this::after);
    }

    private Difference after(Contents.Finding finding) {
        return new Difference(finding.kind(), List.copyOf(steps), finding.embedded(), finding.citus());
    }
}
