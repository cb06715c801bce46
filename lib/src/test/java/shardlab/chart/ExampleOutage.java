package shardlab.chart;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shardlab.workload.FailurePlace;
import shardlab.workload.FailureTables;
import shardlab.workload.Outage;
import shardlab.workload.RetryKill;
import shardlab.workload.RetryMoment;
import shardlab.workload.RetryReport;
import shardlab.workload.StateAnswers;

/** An outage of the worker that has five of the ten states. */
final class ExampleOutage {

    private ExampleOutage() {
    }

    static Outage worker1() {
        List<FailurePlace> places = List.of(place("CA", 1), place("FL", 1), place("NY", 1), place("PA", 1), place("TX", 1),
                place("GA", 2), place("MI", 2), place("IL", 3), place("NC", 4), place("OH", 4));
        var all = Stream.generate(() -> true).limit(places.size()).toList();
        var others = IntStream.range(0, places.size()).mapToObj(i -> places.get(i).groupId() != 1).toList();
        var contents = new FailureTables.Held(100, 10_000, 1);
        return new Outage("worker-1", places, List.of(new StateAnswers("read, before", all),
                new StateAnswers("read, while it is down", others), new StateAnswers("write, while it is down", others),
                new StateAnswers("read, afterwards", all)), List.of(), List.of(), Duration.ofSeconds(1),
                Duration.ofSeconds(1), contents, 0, contents);
    }

    static RetryReport retries() {
        List<RetryMoment> moments = List.of(RetryMoment.values());
        List<RetryKill> kills = IntStream.range(0, 50).mapToObj(i -> {
            RetryMoment moment = moments.get(i % moments.size());
            boolean done = moment == RetryMoment.AFTER_COMMIT || moment == RetryMoment.BEFORE_ACKNOWLEDGEMENT || i == 12;
            return new RetryKill(moment, "worker-1", "connection not open", "08006", done);
        }).toList();
        return new RetryReport(kills, 71, 50, 50, 50, Duration.ofSeconds(50));
    }

    private static FailurePlace place(String state, int group) {
        return new FailurePlace(state, 102_000 + group, group);
    }
}
