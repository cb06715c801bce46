package shardlab.advise;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a Citus has said of designs, for whoever asks of the same tables and statements again, as by another rule. */
public final class JudgedDesigns {

    private static final int MOST = 40;

    private final Map<List<Object>, Remembered> known = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Remembered> eldest) {
            return size() > MOST;
        }
    };

    private record Remembered(String ran, List<Judgement> judgements) {
    }

    /**
     * The same as before if the same was asked; what came to no end is asked anew.
     *
     * @param asked all that a verdict hangs on
     */
    synchronized Judged of(List<Object> asked, List<ReadQuery> queries, Supplier<Judged> judge) {
        Remembered before = known.get(asked);
        if (before == null) {
            Judged judged = judge.get();
            judged.judgements().ifPresent(found -> known.put(asked, new Remembered(judged.ran(),
                    queries.stream().map(query -> found.get(query.facts())).toList())));
            return judged;
        }
        IdentityHashMap<QueryFacts, Judgement> again = new IdentityHashMap<>();
        IntStream.range(0, queries.size()).forEach(i -> again.put(queries.get(i).facts(), before.judgements().get(i)));
        return new Judged(before.ran(), Optional.of(again));
    }
}
