package shardlab.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.LockFile;
import shardlab.sql.Session;

/**
 * What brings PostgreSQL servers into being, or finds them. It knows servers by the group ids that they have as nodes,
 * and where each answers; registering them with one another is the same on every engine and not its business.
 */
public interface Engine {

    /** The name that {@code --engine} takes. */
    String name();

    /** Whether this engine can run here, and why or why not. Starts nothing and downloads nothing. */
    Fitness fitness();

    /** The servers there are, whether or not they run; empty if there are none. Asks no server. */
    Optional<Servers> servers();

    /** The servers if the coordinator answers; starts and mends nothing. */
    default Optional<Servers> running() {
        return servers().filter(servers -> Answers.from(servers.coordinator()));
    }

    /**
     * The names of the servers that run, whether or not they answer; asks no server. Empty where they are not the lab's.
     */
    default List<String> alive() {
        return List.of();
    }

    /**
     * The servers, all of them answering: attaches to those that run, starts those that do not. Waits for another
     * process that is about the same, and tells for which.
     *
     * @throws LabException if a server cannot be started, with the last lines of its log
     */
    Servers start(Progress progress);

    /**
     * Settles what a server that was killed left undecided: transactions of which some nodes know that they were committed,
     * and others do not. Does nothing where the servers are not the lab's.
     *
     * @param coordinator a session on the coordinator of nodes that are registered and answer
     */
    default void settle(Session coordinator) {
    }

    /** True if the servers are the lab's own: it may register, stop, kill and remove them. */
    boolean ownsServers();

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
     * @throws LabException if the group's server is not the lab's to end
     */
    void kill(int group);

    /**
     * Starts one server again and waits until it answers; does nothing if it runs. It is at another port if something
     * else listens at the old one by now.
     *
     * @throws LabException if it cannot be started, or is not the lab's to start
     */
    void restart(int group);

    /**
     * Makes one server more, of a group that none has yet, and starts it.
     *
     * @throws LabException if it cannot be started, or no server can be added to these
     */
    void add(int group, Progress progress);

    /**
     * Stops one server for good and removes its data; does nothing if there is none of the group.
     *
     * @throws LabException if it is not the lab's to remove
     */
    void remove(int group);

    /**
     * Remembers that the server of one group is of another by now: it was taken out of the cluster and put in again.
     *
     * @throws LabException if there is none of the first group
     */
    void regroup(int group, int now);

    /**
     * Lets the servers log in to one another through more ports of this machine, at which proxies stand before them; a
     * server sends its password nowhere else. Does nothing where the servers look at no port.
     *
     * @param proxies all of them, or none to take back what an earlier call let in
     */
    default void admit(Collection<Integer> proxies) {
    }

    /**
     * A second cluster, to be made of copies of these servers' data; the caller closes it. Empty where this process cannot
     * copy them.
     *
     * @throws LabException if there is one already
     */
    default Optional<Copies> copies() {
        return Optional.empty();
    }

    /** True if there may be {@link #copies}. */
    default boolean canBeCopied() {
        return false;
    }

    /**
     * One PostgreSQL beside these servers, of the same programs and settings, to be started; the caller closes it. Empty
     * where the lab starts no servers on this machine. An earlier one of this process ends.
     */
    default Optional<PlainPostgres> plain() {
        return Optional.empty();
    }

    /** The servers that notebooks have beside these and that run now, by name; asks no server. */
    default List<String> besides() {
        return List.of();
    }

    /** What a server wrote to its log last, or an empty text where the lab cannot see it. */
    String lastLogLines(int group);

    /**
     * Held by whoever changes where nodes are registered, for as long as that must stay as it is.
     *
     * @throws LabException if the servers are not the lab's to register
     */
    LockFile registrationLock();

    /** The folder of the PostgreSQL programs that the servers run; empty where they are not this machine's. */
    default Optional<Path> programs() {
        return Optional.empty();
    }

    /** The variables without which {@link #programs} would take something that is not theirs. */
    default Map<String, String> programsNeed() {
        return Map.of();
    }

    /** What else a learner may want to know when this engine is chosen, a sentence; mostly an empty text. */
    default String advice() {
        return "";
    }

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
}
