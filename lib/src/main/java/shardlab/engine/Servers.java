package shardlab.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shardlab.sql.Server;

/**
 * The servers that an engine knows of, by the group id that each has in {@code pg_dist_node}, or is to have: the one
 * place where their addresses are looked up. Of a cluster that is not the lab's only the coordinator is known.
 *
 * @param byGroup the addresses, the coordinator's under 0
 */
public record Servers(SortedMap<Integer, Address> byGroup) {

    /** Keeps the addresses as they are now. */
    public Servers {
        byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
    }

    /** A coordinator whose workers only its catalog knows. */
    public static Servers ofCoordinator(Server coordinator) {
        return new Servers(new TreeMap<>(Map.of(0, Address.everywhere(coordinator))));
    }

    /** The coordinator. */
    public Server coordinator() {
        return byGroup.get(0).fromHere();
    }

    /** All of them as this process reaches them, the coordinator first. */
    public List<Server> all() {
        return byGroup.values().stream().map(Address::fromHere).toList();
    }

    /** The address of a group's server; empty if the engine has none. */
    public Optional<Address> of(int group) {
        return Optional.ofNullable(byGroup.get(group));
    }

    /** The group of the server that the others reach at a host and port; empty if it is none of these. */
    public Optional<Integer> groupAt(String host, int port) {
        return byGroup.entrySet().stream()
                .filter(each -> each.getValue().amongNodes().host().equals(host)
                        && each.getValue().amongNodes().port() == port)
                .map(Map.Entry::getKey).findFirst();
    }

    /** The workers alone, by their groups. */
    public Map<Integer, Address> workers() {
        return byGroup.tailMap(1);
    }

    @Override
    public String toString() {
        return byGroup.values().stream().map(each -> each.fromHere().label()).collect(Collectors.joining(", "));
    }
}
