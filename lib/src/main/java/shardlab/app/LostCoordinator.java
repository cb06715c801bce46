package shardlab.app;

import java.util.List;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.engine.Engine;

/**
 * A cluster whose coordinator does not answer though servers of it run.
 *
 * @param engine its engine
 * @param alive  the names of the servers that run
 */
record LostCoordinator(Engine engine, List<String> alive) {

    static LostCoordinator of(Engine engine) {
        return new LostCoordinator(engine, engine.alive());
    }

    String what() {
        return engine.name() + ": the coordinator " + (alive.contains(NodeName.COORDINATOR) ? "does not answer" : "is down");
    }

    String state() {
        return "these servers run: " + String.join(", ", alive);
    }

    String remedy() {
        return "./lab up --engine " + engine.name() + " starts what is down, with its data; ./lab down stops the rest";
    }

    LabException error() {
        return new LabException(what(), null, state(), remedy(), null);
    }

    @Override
    public String toString() {
        return what() + "\n" + state() + "\n" + remedy() + "\n";
    }
}
