package shardlab.repartition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a join moves from each node to each node.
 *
 * @param name  what moves, such as {@code repartition, dual}
 * @param nodes the nodes, the coordinator first
 * @param moves one entry for each pair of nodes between which rows go, the pairs of a node with itself included
 */
public record ShuffleMatrix(String name, List<String> nodes, List<Move> moves) {

    /** Adds up moves between the same nodes. */
    static ShuffleMatrix of(String name, List<String> nodes, List<Move> moves) {
        Map<List<String>, Move> sums = new LinkedHashMap<>();
        for (String from : nodes) {
            nodes.forEach(to -> sums.put(List.of(from, to), new Move(from, to, 0, 0)));
        }
        moves.forEach(move -> sums.merge(List.of(move.from(), move.to()), move, (a, b) ->
                new Move(a.from(), a.to(), a.rows() + b.rows(), a.bytes() + b.bytes())));
        return new ShuffleMatrix(name, List.copyOf(nodes), List.copyOf(sums.values()));
    }

    /** Both together, such as the two sides of a join. */
    public ShuffleMatrix plus(ShuffleMatrix other) {
        List<Move> all = new ArrayList<>(moves);
        all.addAll(other.moves);
        return of(name, nodes, all);
    }

    /** What goes from one node to another; all zero if nothing does. */
    public Move between(String from, String to) {
        return moves.stream().filter(move -> move.from().equals(from) && move.to().equals(to)).findFirst()
                .orElse(new Move(from, to, 0, 0));
    }

    /** Bytes that leave their node. */
    public long bytesMoved() {
        return sum(move -> !move.from().equals(move.to()), Move::bytes);
    }

    /** Rows that leave their node. */
    public long rowsMoved() {
        return sum(move -> !move.from().equals(move.to()), Move::rows);
    }

    /** Bytes that are on the right node already. Citus opens a connection for them too, and sends nothing over it. */
    public long bytesKept() {
        return sum(move -> move.from().equals(move.to()), Move::bytes);
    }

    /** Rows that are on the right node already. */
    public long rowsKept() {
        return sum(move -> move.from().equals(move.to()), Move::rows);
    }

    /** As text: bytes from the node of the line to the node of the column. */
    public String table() {
        int width = nodes.stream().mapToInt(String::length).max().orElse(0) + 2;
        return Stream.concat(
                Stream.of(line(width, "from \\ to", nodes)),
                nodes.stream().map(from -> line(width, from,
                        nodes.stream().map(to -> size(between(from, to).bytes())).toList())))
                .collect(Collectors.joining("\n", name + ", bytes\n", "\n" + rowsMoved() + " rows and "
                        + size(bytesMoved()) + " leave their node, " + rowsKept() + " rows and " + size(bytesKept())
                        + " stay on it\n"));
    }

    @Override
    public String toString() {
        return table();
    }

    private long sum(Predicate<Move> which, ToLongFunction<Move> what) {
        return moves.stream().filter(which).mapToLong(what).sum();
    }

    private static String line(int width, String first, List<String> others) {
        return others.stream().map(text -> String.format(Locale.ROOT, "%" + width + "s", text))
                .collect(Collectors.joining("", String.format(Locale.ROOT, "  %-" + width + "s", first), ""));
    }

    private static String size(long bytes) {
        return bytes < 1_000 ? bytes + " B"
                : bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
