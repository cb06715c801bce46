package shardlab.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Places the tables of a graph on a grid, so that names never lie on one another, and swaps them as long as that makes lines
 * shorter or takes them off other tables. Nothing is drawn by lot: a graph has one picture. Own code, since graph libraries
 * bring forces, which know no names, or an engine of their own.
 */
final class GraphLayout {

    /** A line between two tables, by their numbers. */
    record Line(int from, int to, double weight) {
    }

    private static final int MOST_COLUMNS = 5;
    private static final int MOST_CROSSINGS = 60;
    private static final double NEAR = 0.24;
    private static final double OVER_A_TABLE = 3;
    private static final double CROSSING = 0.5;
    private static final double SHIFT = 0.16;

    private final int columns;
    private final int rows;
    private final List<Line> lines;
    private final int tables;
    private final int[] cells;

    /**
     * @param tables how many tables there are; those that belong together follow one another
     * @param lines  what is between them
     */
    GraphLayout(int tables, List<Line> lines) {
        this.tables = tables;
        this.lines = lines;
        this.columns = Math.max(1, Math.min(MOST_COLUMNS, (int) Math.ceil(Math.sqrt(1.4 * tables))));
        this.rows = Math.max(1, (int) Math.ceil((double) tables / columns));
        this.cells = new int[tables];
        Arrays.setAll(cells, i -> i / columns % 2 == 0 ? i : i / columns * columns + columns - 1 - i % columns);
        improve();
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Where a table is, in widths and heights of a cell; each second row is a little to the right. */
    Point2D place(int table) {
        return placeOf(cells[table]);
    }

    private Point2D placeOf(int cell) {
        double shift = (cell / columns) % 2 == 0 ? -SHIFT : SHIFT;
        int row = cell / columns;
        return new Point2D.Double(cell % columns + 0.5 + shift / 2, row + 0.5);
    }

    private void improve() {
        double best = cost();
        boolean better = true;
        for (int round = 0; better && round < 30; round++) {
            better = false;
            for (int table = 0; table < tables; table++) {
                for (int cell = 0; cell < columns * rows; cell++) {
                    double cost = swapped(table, cell, best);
                    better |= cost < best;
                    best = cost;
                }
            }
        }
    }

    /** Swaps a table with what a cell holds if that is better; the cost afterwards. */
    private double swapped(int table, int cell, double best) {
        int from = cells[table];
        int other = tableAt(cell);
        place(table, cell, other, from);
        double cost = cost();
        if (cost < best - 1e-9) {
            return cost;
        }
        place(table, from, other, cell);
        return best;
    }

    private void place(int table, int cell, int other, int otherCell) {
        if (other >= 0) {
            cells[other] = otherCell;
        }
        cells[table] = cell;
    }

    private int tableAt(int cell) {
        for (int i = 0; i < tables; i++) {
            if (cells[i] == cell) {
                return i;
            }
        }
        return -1;
    }

    private double cost() {
        List<Line2D> drawn = new ArrayList<>();
        double cost = 0;
        for (Line line : lines) {
            var segment = new Line2D.Double(place(line.from()), place(line.to()));
            drawn.add(segment);
            cost += (1 + line.weight()) * segment.getP1().distance(segment.getP2());
            for (int i = 0; i < tables; i++) {
                boolean end = i == line.from() || i == line.to();
                cost += !end && segment.ptSegDist(place(i)) < NEAR ? OVER_A_TABLE : 0;
            }
        }
        return cost + (lines.size() > MOST_CROSSINGS ? 0 : crossings(drawn));
    }

    private double crossings(List<Line2D> drawn) {
        double cost = 0;
        for (int i = 0; i < drawn.size(); i++) {
            for (int j = i + 1; j < drawn.size(); j++) {
                boolean share = lines.get(i).from() == lines.get(j).from() || lines.get(i).to() == lines.get(j).to()
                        || lines.get(i).from() == lines.get(j).to() || lines.get(i).to() == lines.get(j).from();
                cost += !share && drawn.get(i).intersectsLine(drawn.get(j)) ? CROSSING : 0;
            }
        }
        return cost;
    }
}
