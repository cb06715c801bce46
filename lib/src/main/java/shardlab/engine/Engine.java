package shardlab.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Server;

/**
 * What brings PostgreSQL servers into being, or finds them. It knows servers, not nodes: registering them with one
 * another is the same on every engine and not its business.
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

    /** True if the servers are the lab's own: it may register, stop, kill and remove them. */
    boolean ownsServers();

    /**
     * A server as the others know it, which is how it is registered. Servers with a network of their own have other
     * names and ports there.
     */
    default Server amongNodes(Server server) {
        return server;
    }

    /** The way back: a server that is registered under a name and port, as this process reaches it. */
    default Server fromHere(Server registered) {
        return registered;
    }

    /**
     * Stops the servers that this engine started and keeps their data; does nothing if none runs.
     *
     * @throws LabException if they are not the lab's to stop
     */
    void stop();

    /**
     * Stops the servers and removes their data; does nothing if there are none.
     *
     * @throws LabException if they are not the lab's to remove
     */
    void reset();

    /** What {@link #reset} would remove; empty if there is nothing, or nothing that is the lab's to remove. */
    default Optional<Stored> stored() {
        return Optional.empty();
    }

    /**
     * Ends one server at once, as a crash would: no checkpoint, its clients cut off.
     *
     * @param server one of the servers, found by its port
     * @throws LabException if it is not the lab's to end
     */
    void kill(Server server);

    /**
     * Starts one server again and waits until it answers; does nothing if it runs.
     *
     * @param server one of the servers, found by its port
     * @return the server, at another port if something else listens at the old one by now
     * @throws LabException if it cannot be started, or is not the lab's to start
     */
    Server restart(Server server);

    /** The folder of the PostgreSQL programs that the servers run; empty where they are not this machine's. */
    default Optional<Path> programs() {
        return Optional.empty();
    }

    /**
     * Lets the servers log in to one another through more ports of this machine, at which proxies stand before them; a
     * server sends its password nowhere else. Does nothing where the servers look at no port.
     *
     * @param proxies all of them, or none to take back what an earlier call let in
     */
    default void admit(Collection<Integer> proxies) {
    }

    /** What a server wrote to its log last, or an empty text where the lab cannot see it. */
    String lastLogLines(Server server);

    /**
     * Data that an engine keeps.
     *
     * @param where its folders or volumes
     * @param bytes how much it takes; empty where that is not known
     */
    record Stored(String where, OptionalLong bytes) {
    }

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

        /** All of them, the coordinator first. */
        public List<Server> all() {
            return Stream.concat(Stream.of(coordinator), workers.stream()).toList();
        }
    }
}
