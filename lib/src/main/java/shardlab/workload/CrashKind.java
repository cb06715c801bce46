package shardlab.workload;

import java.util.function.BiConsumer;
import shardlab.cluster.Link;
import shardlab.cluster.Node;

/** What crashes at a node. */
public enum CrashKind {
    /** The whole server, at once; it is down until it is started again. */
    SERVER("server", (site, node) -> site.cluster().kill(node), CrashSite::restart),
    /** One of the server's processes: PostgreSQL ends all others and recovers from its log by itself. */
    PROCESS("process", CrashSite::killProcess, CrashSite::awaitAnswer),
    /** Every connection to it; the server lives. The coordinator's are its clients. */
    CONNECTIONS("connections", (site, node) -> site.network().cut(node.name()),
            (site, node) -> site.network().set(node.name(), Link.LOOPBACK));

    private final String title;
    private final BiConsumer<CrashSite, Node> strike;
    private final BiConsumer<CrashSite, Node> repair;

    CrashKind(String title, BiConsumer<CrashSite, Node> strike, BiConsumer<CrashSite, Node> repair) {
        this.title = title;
        this.strike = strike;
        this.repair = repair;
    }

    /** In a word. */
    public String title() {
        return title;
    }

    void strike(CrashSite site, Node node) {
        strike.accept(site, node);
    }

    /** Returns when the node answers again. */
    void repair(CrashSite site, Node node) {
        repair.accept(site, node);
    }
}
