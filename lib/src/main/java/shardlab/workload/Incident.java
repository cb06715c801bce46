package shardlab.workload;

import java.util.List;
import java.util.function.Predicate;
import shardlab.Cleaning;

/** Something that goes wrong, to be found by looking at the cluster. Close it, and it is over. */
public final class Incident implements AutoCloseable {

    private final Predicate<Object> answer;
    private final List<Cleaning> ends;

    Incident(Predicate<Object> answer, List<Cleaning> ends) {
        this.answer = answer;
        this.ends = List.copyOf(ends);
    }

    /** True if this is its cause: the tenant's number, the process's, or a part of the statement. */
    public boolean is(Object cause) {
        return cause != null && answer.test(cause);
    }

    @Override
    public void close() {
        Cleaning.all(ends);
    }
}
