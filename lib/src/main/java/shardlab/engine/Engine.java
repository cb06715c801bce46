package shardlab.engine;

import java.util.List;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Server;

/**
 * What brings five PostgreSQL servers into being, or finds them. It knows servers, not nodes: registering them with
 * one another is the same on every engine and not its business.
 */
public interface Engine {

    /** The name that {@code --engine} takes. */
    String name();

    /** Whether this engine can run here, and why or why not. Starts nothing and downloads nothing. */
    Fitness fitness();

    /** The servers if the coordinator answers; starts and mends nothing. */
    Optional<Servers> running();

    /**
     * The servers, all of them answering: attaches to those that run, starts those that do not. Waits for another
     * process that is about the same.
     *
     * @throws LabException if a server cannot be started, with the last lines of its log
     */
    Servers start(Progress progress);

    /**
     * Stops the servers that this engine started and keeps their data.
     *
     * @throws LabException if they are not the lab's to stop
     */
    void stop();

    /**
     * Stops the servers and removes their data.
     *
     * @throws LabException if they are not the lab's to remove
     */
    void reset();

    /**
     * Ends one server at once, as a crash would: no checkpoint, its clients cut off.
     *
     * @throws LabException if it is not the lab's to end
     */
    void kill(Server server);

    /**
     * Starts one server again and waits until it answers.
     *
     * @return the server, at another port if the old one is taken by now
     * @throws LabException if it cannot be started
     */
    Server restart(Server server);

    /**
     * Whether an engine can run.
     *
     * @param fits   true if it can
     * @param reason what was found, half a sentence such as {@code "pg_config finds no citus.control"}
     */
    record Fitness(boolean fits, String reason) {
    }

    /**
     * The servers of a cluster.
     *
     * @param coordinator the coordinator
     * @param workers     the workers that the engine knows of, in the order of their numbers; empty where only the
     *                    coordinator's catalog knows
     */
    record Servers(Server coordinator, List<Server> workers) {
    }
}
