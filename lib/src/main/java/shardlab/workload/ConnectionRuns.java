package shardlab.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import shardlab.measure.Median;
import shardlab.measure.ScalabilityFit;

/**
 * Clients that came by their connections in several ways, taking turns.
 *
 * @param title   what was compared
 * @param arms    in the order in which they were asked for
 * @param caption how often, how long, where
 */
public record ConnectionRuns(String title, List<ConnectionArm> arms, String caption) {

    /**
     * One arm.
     *
     * @param name        what it is called
     * @param size        what was swept: clients, or connections
     * @param clients     what the clients did
     * @param connections the most that each worker had from other nodes, one a round; empty where nobody could look
     */
    public record ConnectionArm(String name, int size, ClientsSummary clients, List<Map<String, Long>> connections) {

        /** The most that any worker had; one number a round. */
        public Median mostConnections() {
            return Median.of(connections.stream().mapToDouble(round ->
                    round.values().stream().mapToLong(Long::longValue).max().orElse(0)).toArray(), clients.seed());
        }

        /** In a line. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-34s %s statements a second, p50 %s ms, p99 %s ms%s%s", label(),
                    clients.throughput(), clients.millis(50), clients.millis(99), watched()
                    ? ", at most " + Math.round(mostConnections().high()) + " connections on a worker" : "",
                    clients.errors().isEmpty() ? "" : ", errors " + clients.errors());
        }

        /** What it is called, with what was swept. */
        public String label() {
            return name.startsWith("=") ? name : name + ", " + size;
        }

        /** True if the workers could be looked at. */
        public boolean watched() {
            return !connections.isEmpty() && connections.stream().noneMatch(Map::isEmpty);
        }
    }

    /** True if the workers could be looked at in every arm. */
    public boolean watched() {
        return arms.stream().allMatch(ConnectionArm::watched);
    }

    /** Each arm in a line. */
    public List<String> lines() {
        return arms.stream().map(ConnectionArm::toString).toList();
    }

    /** The arms of each name, in the order of their sizes. */
    public Map<String, List<ClientsSummary>> byName() {
        Map<String, List<ClientsSummary>> byName = new LinkedHashMap<>();
        arms.forEach(arm -> byName.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(arm.clients()));
        return byName;
    }

    /**
     * The first arm of that name and size.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public ConnectionArm arm(String name, int size) {
        return arms.stream().filter(arm -> arm.name().equals(name) && arm.size() == size).findFirst().orElseThrow();
    }

    /** The universal scalability law over the numbers of clients of one name. */
    public ScalabilityFit law(String name) {
        var throughputs = new TreeMap<Integer, double[]>();
        arms.stream().filter(arm -> arm.name().equals(name))
                .forEach(arm -> throughputs.put(arm.size(), arm.clients().throughputs()));
        return ScalabilityFit.of(throughputs, 1);
    }
}
