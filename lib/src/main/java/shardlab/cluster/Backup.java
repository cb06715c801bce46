package shardlab.cluster;

import java.util.ArrayList;
import java.util.List;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.engine.Copies;
import shardlab.engine.Engine;
import shardlab.sql.Session;

/**
 * A backup of all nodes of a cluster: base backups, taken one after the other while the cluster works, and the logs up to a
 * restore point that all nodes have. It is put into a second cluster by {@link #restore}.
 */
public final class Backup implements AutoCloseable {

    private final Cluster cluster;
    private final Copies copies;
    private final List<BaseBackup> nodes = new ArrayList<>();
    private String restorePoint;

    private Backup(Cluster cluster, Copies copies) {
        this.cluster = cluster;
        this.copies = copies;
    }

    /** True if the lab can copy the files of this cluster's servers, and start others from them. */
    public static boolean possible(Cluster cluster) {
        return cluster.servedBy().canBeCopied();
    }

    /**
     * Takes the base backups.
     *
     * @throws LabException if this is not {@link #possible}, the disk is full, or there is a second cluster already
     */
    public static Backup begin(Cluster cluster, Progress progress) {
        var copies = cluster.servedBy().copies().orElseThrow(() -> new LabException(
                "the files of this cluster's servers cannot be copied", cluster.engine(),
                "they are not on this machine, or in containers",
                "use the engine embedded, image or installed", null));
        var backup = new Backup(cluster, copies);
        Cleaning.ifFails(backup::close, () -> backup.takeAll(progress));
        return backup;
    }

    private void takeAll(Progress progress) {
        List<Node> all = cluster.nodes();
        for (Node node : all) {
            progress.report("base backups", nodes.size(), all.size(), "nodes");
            nodes.add(new BaseBackup(cluster.session(node.server()), copies.of(node.groupId())));
            nodes.get(nodes.size() - 1).take();
        }
        progress.report("base backups", all.size(), all.size(), "nodes");
    }

    /**
     * Makes a restore point on all nodes by {@code citus_create_restore_point}, and keeps the logs up to it.
     *
     * @return where it is in the coordinator's log
     */
    public String citusCreateRestorePoint(String name) {
        try (Session session = cluster.session()) {
            String where = session.query(BaseBackup.sql("citus_create_restore_point"), name).singleText();
            restorePoint = name;
            nodes.forEach(BaseBackup::complete);
            return where;
        }
    }

    /**
     * Starts a second cluster from it, recovered up to the restore point; closing that ends it. This backup is used up.
     *
     * @throws LabException if there is no restore point, or a server does not start
     */
    public SecondCluster restore(Progress progress) {
        if (restorePoint == null) {
            throw new LabException("this backup has no restore point", "call citusCreateRestorePoint first");
        }
        try {
            endSessions();
            Engine engine = copies.start(restorePoint, progress);
            return new SecondCluster(Cluster.over(engine, progress), copies);
        } catch (RuntimeException | Error e) {
            try (this) {
                throw e;
            }
        }
    }

    private void endSessions() {
        List<Cleaning> all = nodes.stream().map(node -> (Cleaning) node::close).toList();
        nodes.clear();
        Cleaning.all(all);
    }

    /** Throws it away, and a cluster that was started from it. */
    @Override
    public void close() {
        Cleaning.all(List.of(this::endSessions, copies::close));
    }
}
