package shardlab.advise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.NodeName;
import shardlab.plan.Plan;
import shardlab.plan.Subplan;
import shardlab.plan.Task;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Puts the tasks of a plan where their shards would be: where designs are judged, one node has them all. */
final class TaskPlaces {

    private final Map<Long, Integer> places = new HashMap<>();
    private final int workers;

    private TaskPlaces(int workers) {
        this.workers = workers;
    }

    /**
     * Reads which shard is the how manieth of its table.
     *
     * @param workers to which Citus gives them in turn
     */
    static TaskPlaces of(Session session, int workers) {
        var places = new TaskPlaces(workers);
        session.query(SqlFile.read("advise/shard_places.sql")).forEach(row ->
                places.places.put(row.number("shard_id"), row.integer("place")));
        return places;
    }

    /** The same plan on the workers. */
    Plan placed(Plan plan) {
        List<Subplan> subplans = plan.subplans().stream().map(each -> new Subplan(each.number(), placed(each.plan()),
                each.bytes(), each.destination())).toList();
        return new Plan(plan.routing(), plan.joins(), plan.taskCount(), plan.tasks().stream().map(this::placed).toList(),
                plan.mapMerges(), subplans, plan.insertMethod(), plan.receivedRows(), plan.receivedBytes(), plan.json());
    }

    /** A task on copies of reference tables, or on what a subplan found, stays where it is. */
    private Task placed(Task task) {
        Optional<Integer> place = task.shardIds().stream().map(places::get).filter(each -> each != null).findFirst();
        return place.map(each -> new Task(NodeName.of(1 + each % workers), task.sql(), task.tables(), task.shardIds(),
                task.received(), task.plan())).orElse(task);
    }
}
