package shardlab.workload;

import java.util.List;
import java.util.function.Supplier;
import shardlab.sql.Session;

/** The statements that are asked while a node is down. */
final class OutageStatements {

    private OutageStatements() {
    }

    /** On the coordinator, while a worker is down. */
    static List<Said> whileDown(Session session, FailurePlace lost, FailurePlace kept) {
        return List.of(
                Said.of("read a state of " + kept.node(), read(session, kept)),
                Said.of("read a state of " + lost.node(), read(session, lost)),
                Said.of("write to a state of " + lost.node(), write(session, lost)),
                Said.of("read all states", readAll(session)),
                Said.of("write to all states", () -> rows(session.update(FailureTables.sql("write_all")))),
                Said.of("read the reference table", () ->
                        rows(session.query(FailureTables.sql("read_reference")).singleNumber())),
                Said.of("write to the reference table", writeReference(session)),
                Said.of("create an index", createIndex(session)));
    }

    /** On a worker, while the coordinator is down. */
    static List<Said> byWayOf(Session session, String node, FailurePlace place) {
        String way = ", by way of " + node;
        return List.of(
                Said.of("read a state of " + place.node() + way, read(session, place)),
                Said.of("write to it" + way, write(session, place)),
                Said.of("read all states" + way, readAll(session)),
                Said.of("write to the reference table" + way, writeReference(session)),
                Said.of("create an index" + way, createIndex(session)));
    }

    static Supplier<String> read(Session session, FailurePlace place) {
        return () -> rows(session.query(FailureTables.sql("read"), place.state()).singleNumber());
    }

    static Supplier<String> write(Session session, FailurePlace place) {
        return () -> rows(session.update(FailureTables.sql("write"), place.state()));
    }

    private static Supplier<String> readAll(Session session) {
        return () -> rows(session.query(FailureTables.sql("read_all")).singleNumber());
    }

    private static Supplier<String> writeReference(Session session) {
        return () -> rows(session.update(FailureTables.sql("write_reference")));
    }

    private static Supplier<String> createIndex(Session session) {
        return () -> {
            session.execute(FailureTables.sql("ddl"));
            return "done";
        };
    }

    static String rows(long number) {
        return number + (number == 1 ? " row" : " rows");
    }
}
