package shardlab.workload;

import shardlab.cluster.Link;
import shardlab.cluster.Node;

/** What crashes at a node. */
public enum CrashKind {
    /** The whole server, at once; it is down until it is started again. */
    SERVER("server") {
        @Override
        void strike(CrashSite site, Node node) {
            site.cluster().kill(node);
        }

        @Override
        void repair(CrashSite site, Node node) {
            site.restart(node);
        }
    },
    /** One of the server's processes: PostgreSQL ends all others and recovers from its log by itself. */
    PROCESS("process") {
        @Override
        void strike(CrashSite site, Node node) {
            site.killProcess(node);
        }

        @Override
        void repair(CrashSite site, Node node) {
            site.awaitAnswer(node);
        }
    },
    /** Every connection to it; the server lives. The coordinator's are its clients. */
    CONNECTIONS("connections") {
        @Override
        void strike(CrashSite site, Node node) {
            site.network().cut(node.name());
        }

        @Override
        void repair(CrashSite site, Node node) {
            site.network().set(node.name(), Link.LOOPBACK);
        }
    };

    private final String title;

    CrashKind(String title) {
        this.title = title;
    }

    /** In a word. */
    public String title() {
        return title;
    }

    abstract void strike(CrashSite site, Node node);

    /** Returns when the node answers again. */
    abstract void repair(CrashSite site, Node node);
}
