package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;

/** Nodes by the names that a cell calls them: {@code coordinator}, {@code worker-2}, or {@code worker} for any of them. */
record NodeNames(Cluster cluster) {

    static final String COORDINATOR = "coordinator";

    /** The server of a node, or an error that names those there are. */
    Server server(String name) {
        if (name.equals(COORDINATOR)) {
            return cluster.coordinator();
        }
        List<Server> workers = cluster.workers();
        return workers.stream().filter(each -> List.of("worker", each.name()).contains(name)).findFirst().orElseThrow(() -> {
            var names = new ArrayList<>(List.of(COORDINATOR));
            workers.forEach(server -> names.add(server.name()));
            return new LabException("There is no node '" + name + "'", "name one of " + String.join(", ", names));
        });
    }
}
