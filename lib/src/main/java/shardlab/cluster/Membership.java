package shardlab.cluster;

import shardlab.Progress;
import shardlab.engine.Engine;
import shardlab.engine.Servers;

/** Workers that join a running cluster, and workers that leave it for good. */
final class Membership {

    private final Registration registration;
    private final Engine engine;

    Membership(Registration registration, Engine engine) {
        this.registration = registration;
        this.engine = engine;
    }

    /** Makes a server and registers it: both, or neither. Returns its group. */
    int add(Progress progress) {
        try (var lock = Registration.lock(engine, "adds a worker")) {
            int group = (int) Math.max(registration.lastGroup(), servers().byGroup().lastKey()) + 1;
            engine.add(group, progress);
            register(group);
            return group;
        }
    }

    private void register(int group) {
        try {
            registration.add(group, servers());
        } catch (RuntimeException | Error e) {
            removeAfter(group, e);
            throw e;
        }
    }

    private void removeAfter(int group, Throwable why) {
        try {
            engine.remove(group);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Takes a node out of the cluster, and then its server and its data. */
    void remove(Node node) {
        try (var lock = Registration.lock(engine, "removes a worker")) {
            registration.remove(node.groupId());
            engine.remove(node.groupId());
        }
    }

    private Servers servers() {
        return engine.servers().orElseThrow();
    }
}
