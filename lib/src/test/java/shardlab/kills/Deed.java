package shardlab.kills;

import java.util.Random;

/** What goes on when a server is killed, beside the writers; and what must hold afterwards, whether it was done or not. */
interface Deed {

    /** What it is called in a report. */
    String name();

    /** Before anything is killed. */
    default void prepare(Scene scene) {
    }

    /** What may be cut off anywhere. */
    void run(Scene scene);

    /** The kill comes at a moment before this. */
    default int longestMillis() {
        return 400;
    }

    /** Kills something, and says what. */
    default String kill(Servers servers, Random random) {
        return servers.kill(random);
    }

    /**
     * Looks at what it left.
     *
     * @throws AssertionError if that is neither done nor undone
     */
    default void check(Scene scene) {
        scene.session().query("select * from entry limit 1");
    }
}
