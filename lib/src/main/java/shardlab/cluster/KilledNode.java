package shardlab.cluster;

import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.sql.Running;

/**
 * A node whose server was killed, as a crash would end it, until this is closed: then it runs again and answers, with all
 * that it had acknowledged. A cell that is stopped starts the server too, and may end before it has recovered and answers.
 * The end of this process does it as well; if the process itself is killed, {@link Cluster#open} does.
 */
public final class KilledNode implements AutoCloseable {

    private final Cluster cluster;
    private final Node node;
    private final Thread hook = new Thread(this::restartAtEnd, "restart of a killed node");
    private boolean down = true;

    private KilledNode(Cluster cluster, Node node) {
        this.cluster = cluster;
        this.node = node;
    }

    /**
     * Kills a node's server.
     *
     * @throws LabException if the lab did not start it
     */
    public static KilledNode of(Cluster cluster, Node node) {
        var killed = new KilledNode(cluster, node);
        Runtime.getRuntime().addShutdownHook(killed.hook);
        Cleaning.ifFails(killed::close, () -> cluster.kill(node));
        return killed;
    }

    /** The node, as it was registered before. */
    public Node node() {
        return node;
    }

    private void restartAtEnd() {
        try {
            restart();
        } catch (LabException e) {
            System.getLogger(KilledNode.class.getName()).log(System.Logger.Level.WARNING, node.name() + " is down", e);
        }
    }

    private synchronized void restart() {
        if (down) {
            Running.undisturbed(() -> cluster.restart(node));
            down = false;
        }
    }

    /** Starts the server again and waits until it answers; does nothing the second time. */
    @Override
    public void close() {
        restart();
        ThisProcess.forget(hook);
    }
}
