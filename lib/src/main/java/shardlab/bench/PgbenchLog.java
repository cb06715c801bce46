package shardlab.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.measure.Latencies;
import shardlab.workload.ClientsRun;

/** The lines of {@code pgbench -l}: client, number, microseconds or {@code failed}, script, second, microsecond. */
final class PgbenchLog {

    /** What pgbench counts as failed and goes on after: serialization failures and deadlocks. */
    static final String FAILED = "failed";

    private final List<Line> lines;

    private record Line(boolean failed, long micros, long endMicros) {

        static Line of(String text) {
            String[] fields = text.split(" ", -1);
            boolean failed = fields[2].equals(FAILED);
            return new Line(failed, failed ? 0 : Long.parseLong(fields[2]),
                    Long.parseLong(fields[4]) * 1_000_000 + Long.parseLong(fields[5]));
        }
    }

    PgbenchLog(List<String> lines) {
        this.lines = lines.stream().map(Line::of).toList();
    }

    /**
     * What ended between the end of the warm-up and the end.
     *
     * @param cpu processor time of the whole run, of which the share of the statements that are counted is taken
     */
    ClientsRun run(int clients, Duration warmUp, Duration lasting, Duration cpu) {
        long from = lines.stream().mapToLong(line -> line.endMicros() - line.micros()).min().orElseThrow(() ->
                new LabException("pgbench ended not one statement", null, null, "measure for longer", null))
                + micros(warmUp);
        List<Line> counted = lines.stream()
                .filter(line -> line.endMicros() >= from && line.endMicros() < from + micros(lasting)).toList();
        var latencies = new Latencies();
        counted.stream().filter(line -> !line.failed()).forEach(line -> latencies.add(line.micros() * 1_000));
        long failed = counted.stream().filter(Line::failed).count();
        return new ClientsRun(clients, OptionalDouble.empty(), lasting, latencies, new Latencies(),
                failed == 0 ? Map.of() : Map.of(FAILED, failed), seconds(counted, from, lasting), 0,
                cpu.multipliedBy(counted.size()).dividedBy(lines.size()));
    }

    private static List<ClientsRun.Second> seconds(List<Line> counted, long from, Duration lasting) {
        int count = (int) lasting.toSeconds();
        long[] done = new long[count];
        long[] failed = new long[count];
        long[] longest = new long[count];
        for (Line line : counted) {
            int second = (int) ((line.endMicros() - from) / 1_000_000);
            (line.failed() ? failed : done)[second]++;
            longest[second] = Math.max(longest[second], line.micros());
        }
        return IntStream.range(0, count).mapToObj(i ->
                new ClientsRun.Second(i, done[i], failed[i], Duration.ofNanos(1_000 * longest[i]))).toList();
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }
}
