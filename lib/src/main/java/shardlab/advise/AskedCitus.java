package shardlab.advise;

import java.util.Optional;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.sql.Server;

/**
 * The Citus that judges designs, or why there is none.
 *
 * @param judge empty if the lab's classification judges alone
 * @param why   why no Citus judges, in words; empty if one does
 */
record AskedCitus(Optional<CitusJudge> judge, String why) implements AutoCloseable {

    private static final String CLASSIFICATION = "the lab's classification; ";
    private static final String COULD_NOT = "Citus could not be asked: ";

    /** There is none. */
    static AskedCitus none() {
        return new AskedCitus(Optional.empty(), "no Citus was asked");
    }

    /**
     * A server, if it has Citus; none, with the server's reason, if it does not let this account make what that needs.
     *
     * @param made makes a judge there
     */
    static AskedCitus on(Server server, Supplier<CitusJudge> made) {
        try {
            return CitusJudge.isOn(server) ? new AskedCitus(Optional.of(made.get()), "")
                    : new AskedCitus(Optional.empty(), "no Citus was asked: " + server.label() + " has none");
        } catch (LabException e) {
            return new AskedCitus(Optional.empty(), COULD_NOT + e.what());
        }
    }

    /** Who has said how each statement would run. */
    String words() {
        return judge.map(AskedCitus::words).orElse(CLASSIFICATION + why);
    }

    private static String words(CitusJudge citus) {
        return citus.denied().isEmpty() ? citus.name() + "'s EXPLAIN on empty copies of the tables, of " + citus.shards()
                + " shards each" : CLASSIFICATION + COULD_NOT + citus.denied();
    }

    @Override
    public void close() {
        judge.ifPresent(CitusJudge::close);
    }
}
