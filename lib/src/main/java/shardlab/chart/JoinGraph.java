package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.advise.Advice;
import shardlab.advise.AdviseTable;
import shardlab.advise.RankedDesign;
import shardlab.advise.TableJoin;
import shardlab.advise.TablePlace;

/** The tables of some advice, the larger the more rows they have, with what joins them and where a design puts them. */
public final class JoinGraph extends Figure {

    private static final int MOST_TABLES = 30;
    private static final int MOST_FAMILIES = 8;
    private static final double ROW = 104;
    private static final double LEGEND_LINE = 17;
    private static final double LEAST_RADIUS = 9;
    private static final double MOST_RADIUS = 21;
    private static final double BELOW = 12;
    private static final double WIDEST = 7;

    private final Advice advice;
    private final RankedDesign design;
    private final List<AdviseTable> tables;
    private final List<TableJoin> joins;
    private final GraphLayout layout;
    private final double mostRows;
    private final double mostWeight;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /**
     * @param advice  whose tables and joins are shown
     * @param design  where tables are put
     * @param caption engine, versions and whatever else a reader must know; may be empty
     */
    public JoinGraph(Advice advice, RankedDesign design, String caption) {
        super("Who is joined with whom, and design " + design.rank(), subtitle(advice), caption,
                ROW * layout(advice, shown(advice)).rows() + LEGEND_LINE * (1 + legend(advice).size()));
        this.advice = advice;
        this.design = design;
        this.tables = shown(advice);
        this.joins = joins(advice, tables);
        this.layout = layout(advice, tables);
        this.mostRows = tables.stream().mapToDouble(AdviseTable::rows).max().orElse(0);
        this.mostWeight = joins.stream().mapToDouble(TableJoin::weight).max().orElse(0);
    }

    private static String subtitle(Advice advice) {
        int hidden = advice.schema().tables().size() - shown(advice).size();
        return "A line: queries join the two, the wider the more often; dashed: a foreign key. Letters and colours: "
                + "families of columns. A circle is distributed by its letter, a square is a reference table (R), "
                + "a diamond is local (L)."
                + (hidden == 0 ? "" : " " + hidden + " tables that are joined less are not drawn.");
    }

    /** Those that most queries join come first, each followed by those that it is joined with. */
    private static List<AdviseTable> shown(Advice advice) {
        Comparator<AdviseTable> order = Comparator.comparingDouble((AdviseTable table) -> -advice.joins().stream()
                .filter(join -> join.joins(table.name())).mapToDouble(join -> join.weight() + 0.001).sum());
        return advice.schema().tables().values().stream().sorted(order.thenComparing(table -> -table.rows())
                .thenComparing(AdviseTable::name)).limit(MOST_TABLES).toList();
    }

    private static List<TableJoin> joins(Advice advice, List<AdviseTable> tables) {
        List<String> names = tables.stream().map(AdviseTable::name).toList();
        return advice.joins().stream().filter(join -> names.contains(join.left()) && names.contains(join.right())).toList();
    }

    private static GraphLayout layout(Advice advice, List<AdviseTable> tables) {
        List<String> names = tables.stream().map(AdviseTable::name).toList();
        List<TableJoin> joins = joins(advice, tables);
        double most = joins.stream().mapToDouble(TableJoin::weight).max().orElse(0);
        return new GraphLayout(tables.size(), joins.stream().map(join -> new GraphLayout.Line(names.indexOf(join.left()),
                names.indexOf(join.right()), most == 0 ? 0 : join.weight() / most)).toList());
    }

    private static List<Integer> legend(Advice advice) {
        return IntStream.range(0, Math.min(MOST_FAMILIES, advice.families().size())).boxed().toList();
    }

    @Override
    public String alternative() {
        String joined = joins.stream().filter(join -> join.weight() > 0).map(join -> FamilyMarks.shown(join.left())
                + " with " + FamilyMarks.shown(join.right()) + " " + Theme.number(join.weight()))
                .collect(Collectors.joining("; "));
        return title() + ". " + tables.stream().map(table -> FamilyMarks.shown(table.name()) + " " + rows(table) + " "
                + design.design().of(table.name())).collect(Collectors.joining("; "))
                + (joined.isEmpty() ? ". No statement joins them." : ". Joined: " + joined + ".");
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        taken.clear();
        for (int i = 0; i < tables.size(); i++) {
            Point2D center = center(area, i);
            double radius = radius(tables.get(i)) + 2;
            taken.add(new Rectangle2D.Double(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius));
            taken.add(new Rectangle2D.Double(center.getX() - cell(area) / 2, center.getY() + radius, cell(area), 3 * BELOW));
        }
        joins.stream().sorted(Comparator.comparingDouble(TableJoin::weight)).forEach(join -> drawJoin(ink, area, join));
        for (int i = 0; i < tables.size(); i++) {
            drawTable(ink, tables.get(i), center(area, i), cell(area));
        }
        joins.forEach(join -> drawLetters(ink, area, join));
        drawLegend(ink, area, area.getY() + ROW * layout.rows() + LEGEND_LINE / 2);
    }

    private double cell(Rectangle2D area) {
        return area.getWidth() / (layout.columns() + 0.2);
    }

    private Point2D center(Rectangle2D area, int table) {
        Point2D place = layout.place(table);
        return new Point2D.Double(area.getX() + (place.getX() + 0.1) * cell(area),
                area.getY() + place.getY() * ROW - BELOW);
    }

    private Point2D center(Rectangle2D area, String table) {
        return center(area, tables.stream().map(AdviseTable::name).toList().indexOf(table));
    }

    private void drawJoin(Ink ink, Rectangle2D area, TableJoin join) {
        Point2D from = center(area, join.left());
        Point2D to = center(area, join.right());
        double side = join.weight() > 0 && join.foreignKey() ? 4 : 0;
        if (join.weight() > 0) {
            float width = (float) (1.5 + (WIDEST - 1.5) * join.weight() / mostWeight);
            ink.line(from.getX(), from.getY(), to.getX(), to.getY(), color(join),
                    new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            side += width / 2;
        }
        if (join.foreignKey()) {
            double length = Math.max(1, from.distance(to));
            double x = side * (to.getY() - from.getY()) / length;
            double y = -side * (to.getX() - from.getX()) / length;
            ink.line(from.getX() + x, from.getY() + y, to.getX() + x, to.getY() + y, Theme.MUTED, Theme.DASHED);
        }
    }

    private static Color color(TableJoin join) {
        return join.families().isEmpty() ? Theme.NEUTRAL : FamilyMarks.color(join.families().get(0));
    }

    /** On the line, where no table and no other letter is. */
    private void drawLetters(Ink ink, Rectangle2D area, TableJoin join) {
        String letters = join.families().stream().map(FamilyMarks::letter).collect(Collectors.joining(" "));
        if (letters.isEmpty() || (join.weight() == 0 && !join.foreignKey())) {
            return;
        }
        Point2D from = center(area, join.left());
        Point2D to = center(area, join.right());
        double width = Ink.width(letters, Theme.LABEL_BOLD) + 6;
        for (int step = 0; step <= 16; step++) {
            double part = 0.5 + (step % 2 == 0 ? 0.025 : -0.025) * step;
            double x = from.getX() + part * (to.getX() - from.getX());
            double y = from.getY() + part * (to.getY() - from.getY());
            var box = new Rectangle2D.Double(x - width / 2, y - 9, width, 18);
            if (taken.stream().noneMatch(box::intersects)) {
                taken.add(box);
                ink.textOnClearGround(letters, Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, x, y);
                return;
            }
        }
    }

    private void drawTable(Ink ink, AdviseTable table, Point2D center, double width) {
        TablePlace place = design.design().of(table.name());
        int family = FamilyMarks.of(advice.families(), table.name(), place.column());
        boolean distributed = place.kind() == TablePlace.PlaceKind.DISTRIBUTED;
        Color color = distributed && family >= 0 ? FamilyMarks.color(family)
                : Theme.tint(Theme.NEUTRAL, distributed ? 1 : 0.5);
        double radius = radius(table);
        Shape shape = shape(place.kind(), center, radius);
        ink.fill(shape, color);
        ink.draw(shape, Theme.GROUND, Theme.LINE);
        String letter = distributed ? family < 0 ? "·" : FamilyMarks.letter(family)
                : place.kind() == TablePlace.PlaceKind.REFERENCE ? "R" : "L";
        ink.text(letter, Theme.LABEL_BOLD, Theme.textOn(color), Ink.Anchor.CENTER, center.getX(), center.getY());
        double y = center.getY() + radius + BELOW;
        ink.textOnClearGround(Boxes.fitted(FamilyMarks.shown(table.name()), width - 8), Theme.TICK, Theme.TEXT,
                Ink.Anchor.CENTER, center.getX(), y);
        ink.textOnClearGround(Boxes.fitted(rows(table) + ", " + place, width - 8), Theme.SMALL, Theme.MUTED,
                Ink.Anchor.CENTER, center.getX(), y + BELOW + 2);
    }

    private static String rows(AdviseTable table) {
        return table.rows() < 0 ? "rows unknown" : Theme.count(Math.round(table.rows()), Theme.SMALL, 60)
                + (table.rows() == 1 ? " row" : " rows");
    }

    private double radius(AdviseTable table) {
        return table.rows() < 0 || mostRows <= 0 ? (LEAST_RADIUS + MOST_RADIUS) / 2
                : LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.log1p(table.rows()) / Math.log1p(mostRows);
    }

    private static Shape shape(TablePlace.PlaceKind kind, Point2D center, double radius) {
        double x = center.getX();
        double y = center.getY();
        if (kind == TablePlace.PlaceKind.DISTRIBUTED) {
            return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        }
        if (kind == TablePlace.PlaceKind.REFERENCE) {
            return new Rectangle2D.Double(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
        }
        var diamond = new Path2D.Double();
        diamond.moveTo(x - radius, y);
        diamond.lineTo(x, y - radius);
        diamond.lineTo(x + radius, y);
        diamond.lineTo(x, y + radius);
        diamond.closePath();
        return diamond;
    }

    private void drawLegend(Ink ink, Rectangle2D area, double top) {
        double y = top;
        for (int family : legend(advice)) {
            ink.fill(new Ellipse2D.Double(area.getX(), y - 7, 14, 14), FamilyMarks.color(family));
            ink.text(FamilyMarks.letter(family), Theme.SMALL, Theme.textOn(FamilyMarks.color(family)), Ink.Anchor.CENTER,
                    area.getX() + 7, y);
            ink.text(Boxes.fitted(FamilyMarks.name(advice.families().get(family)), area.getWidth() - 24), Theme.TICK,
                    Theme.TEXT, Ink.Anchor.LEFT, area.getX() + 22, y);
            y += LEGEND_LINE;
        }
        int more = advice.families().size() - legend(advice).size();
        ink.text(advice.families().isEmpty() ? "No two tables have columns that are compared."
                        : more == 0 ? "Families, those of the heaviest joins first." : "and " + more + " lighter families",
                Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), y);
    }
}
