package shardlab.cluster;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Asks a coordinator what its cluster can do. */
final class Capabilities {

    private Capabilities() {
    }

    static Set<Capability> of(Session coordinator) {
        var row = coordinator.query(SqlFile.read("cluster/capabilities.sql")).row(0);
        var can = EnumSet.noneOf(Capability.class);
        for (Capability each : Capability.values()) {
            if (row.truth(each.name().toLowerCase(Locale.ROOT))) {
                can.add(each);
            }
        }
        return can;
    }
}
