package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What nodes that were killed under writes made of rows that were written again.
 *
 * @param kills         each of them; under each, one payment was made in both ways
 * @param plainRows     rows that the plain way left
 * @param plainRequests payments that it made, once or more often
 * @param keyedRows     rows that the way with a key left
 * @param keyedRequests payments that it made
 * @param took          how long all took
 */
public record RetryReport(List<RetryKill> kills, long plainRows, long plainRequests, long keyedRows, long keyedRequests,
        Duration took) {

    /** Rows too many, by the plain way. */
    public long doubled() {
        return plainRows - plainRequests;
    }

    /** Rows too many, by the way with a key. */
    public long doubledByRequest() {
        return keyedRows - keyedRequests;
    }

    /** Payments that are not there, though the client was told in the end that they were made. */
    public long lost() {
        return 2L * kills.size() - plainRequests - keyedRequests;
    }

    /** What clients were told, moment by moment. */
    public List<RetryLine> lines() {
        Map<String, List<RetryKill>> alike = new LinkedHashMap<>();
        for (RetryMoment moment : RetryMoment.values()) {
            kills.stream().filter(kill -> kill.moment() == moment).forEach(kill ->
                    alike.computeIfAbsent(moment + kill.sqlState(), key -> new ArrayList<>()).add(kill));
        }
        return alike.values().stream().map(RetryLine::of).toList();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d kills, %,d payments in two ways, in %.0f s%n"
                + "insert:                         %,d rows, %,d too many%n"
                + "insert … on conflict, by a key: %,d rows, %,d too many%nlost: %,d", kills.size(), kills.size(),
                took.toMillis() / 1e3, plainRows, doubled(), keyedRows, doubledByRequest(), lost());
    }
}
