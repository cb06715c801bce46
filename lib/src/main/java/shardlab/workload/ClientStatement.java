package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shardlab.LabException;

/**
 * One statement that clients send again and again, each time with other values: given once, for the lab's own clients and
 * for pgbench. Its parameters are written {@code :name}, as pgbench has them.
 *
 * @param sql   the statement
 * @param draws what is drawn for each of its parameters
 */
public record ClientStatement(String sql, List<Draw> draws) {

    private static final Pattern PARAMETER = Pattern.compile("::|:([A-Za-z_]\\w*)");

    /**
     * A whole number drawn anew for each run, all with the same chance.
     *
     * @param name the parameter
     * @param from the least
     * @param to   the most, included
     */
    public record Draw(String name, long from, long to) {
    }

    /** Keeps the draws as they are now. */
    public ClientStatement {
        sql = sql.strip();
        draws = List.copyOf(draws);
    }

    /** A statement whose parameters are still to be told. */
    public static ClientStatement of(String sql) {
        return new ClientStatement(sql, List.of());
    }

    /** The same with one parameter more. */
    public ClientStatement drawing(String name, long from, long to) {
        List<Draw> more = new ArrayList<>(draws);
        more.add(new Draw(name, from, to));
        return new ClientStatement(sql, more);
    }

    /** As a script of pgbench. */
    public String pgbenchScript() {
        return draws.stream().map(draw -> "\\set " + draw.name() + " random(" + draw.from() + ", " + draw.to() + ")\n")
                .collect(Collectors.joining()) + sql + ";\n";
    }

    /** With {@code ?} for each parameter. */
    String jdbc() {
        return PARAMETER.matcher(sql).replaceAll(found -> found.group(1) == null ? "::" : "?");
    }

    /** Which draw stands at each {@code ?}, in order. */
    int[] places() {
        return PARAMETER.matcher(sql).results().filter(found -> found.group(1) != null)
                .mapToInt(found -> place(found.group(1))).toArray();
    }

    private int place(String name) {
        for (int i = 0; i < draws.size(); i++) {
            if (draws.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new LabException("nothing is drawn for :" + name, sql, null, "say .drawing(\"" + name + "\", from, to)", null);
    }

    /** One value for each draw. */
    long[] draw(SplittableRandom random) {
        return draws.stream().mapToLong(draw -> draw.to() == Long.MAX_VALUE ? random.nextLong(draw.from(), draw.to())
                : random.nextLong(draw.from(), draw.to() + 1)).toArray();
    }
}
