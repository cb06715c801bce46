package shardlab.workload;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Consumer;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.measure.Traffic;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Finds the interfaces over which a cluster's nodes talk to one another. */
public final class NodeTraffic {

    private NodeTraffic() {
    }

    /**
     * Loopback, or the bridge that the nodes' containers are on.
     *
     * @param why told why there are no counters, where it is neither
     */
    public static Optional<Traffic> of(Cluster cluster, Consumer<String> why) {
        InetAddress coordinator = coordinator(cluster);
        Optional<Traffic> traffic = coordinator.isLoopbackAddress() ? Traffic.loopback() : Traffic.onBridgeOf(coordinator);
        if (traffic.isEmpty()) {
            why.accept(coordinator.isLoopbackAddress()
                    ? "This system keeps no counters of its loopback interface."
                    : "The nodes talk over a network that this machine has no counters of.");
        }
        return traffic;
    }

    /** Its address as it sees it: loopback if it is a process of this machine, the container's own if it is in one. */
    private static InetAddress coordinator(Cluster cluster) {
        try (Session session = cluster.session()) {
            return InetAddress.getByName(session.query(SqlFile.read("workload/server_address.sql")).singleText());
        } catch (UnknownHostException e) {
            throw new LabException("the coordinator's address is none", cluster.coordinator().label(), e.getMessage(), null,
                    e);
        }
    }
}
