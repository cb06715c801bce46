package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plan;
import shardlab.plan.Routing;
import shardlab.plan.Subplan;
import shardlab.plan.Task;

/** A plan as a picture: the coordinator above, the workers below, who gets which tasks, and what moves. */
public final class PlanPicture extends Figure {

    private static final double COORDINATOR_WIDTH = 380;
    private static final double COORDINATOR_HEIGHT = 64;
    private static final double ARROWS = 78;
    private static final double ARROW_GAP = 8;
    private static final double WORKER_GAP = 12;
    private static final double SQUARE = 11;
    private static final double SQUARE_STEP = 14;
    private static final double WORKER_FRAME = 40;
    private static final int LEAST_TEXT = 2;
    private static final double SHUFFLE = 46;
    private static final double TASK_SQL = 26;
    private static final int MOST_SQUARE_LINES = 4;
    private static final int MOST_SUBPLANS = 2;

    private final Plan plan;
    private final List<String> workers;

    /**
     * @param title   what is asked, in a few words
     * @param plan    how the cluster runs it
     * @param workers the names of all workers, also of those that have nothing to do
     * @param caption engine, versions and whatever else a reader must know
     */
    public PlanPicture(String title, Plan plan, List<String> workers, String caption) {
        super(title, subtitle(plan), caption, height(plan, workers));
        this.plan = plan;
        this.workers = workers.stream().sorted(NodeOrder.BY_NAME).toList();
    }

    private static String subtitle(Plan plan) {
        String summary = plan.summary();
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1)
                + (plan.tasks().isEmpty() ? "." : ". One square is one task.");
    }

    private static double height(Plan plan, List<String> workers) {
        return COORDINATOR_HEIGHT + ARROWS + workerHeight(plan, workers) + (plan.mapMerges().isEmpty() ? 0 : SHUFFLE)
                + (plan.tasks().isEmpty() ? 0 : TASK_SQL);
    }

    private static double workerHeight(Plan plan, List<String> workers) {
        int most = workers.stream().mapToInt(worker -> tasksOf(plan, worker).size()).max().orElse(0);
        int lines = Math.min(MOST_SQUARE_LINES, (int) Math.ceil((double) most / squaresALine(workers.size())));
        int text = workers.stream().mapToInt(worker -> workerText(plan, worker, workers.size()).size())
                .max().orElse(0);
        return WORKER_FRAME + Boxes.height(Math.max(LEAST_TEXT, text)) + lines * SQUARE_STEP;
    }

    private static int squaresALine(int workers) {
        return (int) ((workerWidth(workers) - 20) / SQUARE_STEP);
    }

    private static double workerWidth(int workers) {
        return (Theme.WIDTH - 2 * Theme.MARGIN - WORKER_GAP * (workers - 1)) / workers;
    }

    private static List<Task> tasksOf(Plan plan, String worker) {
        return plan.tasks().stream().filter(task -> task.node().equals(worker)).toList();
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        var coordinator = new Rectangle2D.Double(area.getCenterX() - COORDINATOR_WIDTH / 2, area.getY(),
                COORDINATOR_WIDTH, COORDINATOR_HEIGHT);
        double top = coordinator.getMaxY() + ARROWS;
        double height = workerHeight(plan, workers);
        for (int i = 0; i < workers.size(); i++) {
            var box = new Rectangle2D.Double(area.getX() + i * (workerWidth(workers.size()) + WORKER_GAP), top,
                    workerWidth(workers.size()), height);
            drawArrows(ink, coordinator, box, i);
            drawWorker(ink, box, workers.get(i));
        }
        Boxes.node(ink, coordinator, "coordinator", true);
        Boxes.lines(ink, coordinator, Boxes.inside(coordinator) - 1, coordinatorText());
        drawSubplans(ink, new Rectangle2D.Double(coordinator.getMaxX() + 16, area.getY(),
                area.getMaxX() - coordinator.getMaxX() - 16, COORDINATOR_HEIGHT));
        drawFoot(ink, area, top + height);
    }

    private List<String> coordinatorText() {
        if (plan.strategy() == JoinStrategy.PULLED_TO_COORDINATOR) {
            return List.of("fetches the rows and joins them here", received());
        }
        if (plan.routing() == Routing.LOCAL) {
            return List.of("answers by itself");
        }
        return plan.routing() == Routing.ROUTER ? List.of("asks one node", received())
                : List.of("sends the tasks, puts the results together", received());
    }

    private String received() {
        OptionalLong bytes = plan.receivedBytes();
        String rows = plan.receivedRows().isPresent() ? Theme.rows(plan.receivedRows().getAsLong()) : "";
        String size = bytes.isPresent() ? Theme.bytes(bytes.getAsLong()) : "";
        String both = rows.isEmpty() || size.isEmpty() ? rows + size : rows + ", " + size;
        return both.isEmpty() ? "" : "receives " + both;
    }

    private void drawArrows(Ink ink, Rectangle2D coordinator, Rectangle2D box, int index) {
        String worker = workers.get(index);
        List<Task> tasks = tasksOf(plan, worker);
        if (!busy(worker)) {
            return;
        }
        double from = coordinator.getX() + coordinator.getWidth() * (index + 0.5) / workers.size();
        double to = box.getCenterX();
        double aside = ARROW_GAP / 2 * Math.hypot(to - from, ARROWS) / ARROWS;
        Color color = WorkerColors.of(worker);
        Boxes.arrow(ink, new Point2D.Double(from - aside, coordinator.getMaxY()),
                new Point2D.Double(to - aside, box.getY()), color);
        Boxes.arrow(ink, new Point2D.Double(to + aside, box.getY()),
                new Point2D.Double(from + aside, coordinator.getMaxY()), color);
        long bytes = tasks.stream().flatMap(task -> task.received().stream().boxed()).mapToLong(Long::longValue).sum();
        String label = tasks.isEmpty() ? "tasks" : tasks.size() + (tasks.size() == 1 ? " task" : " tasks");
        String back = bytes > 0 ? " ↓  " + Theme.bytes(bytes) + " ↑" : " ↓  rows ↑";
        ink.textOnClearGround(label + back, Theme.TICK, Theme.TEXT, Ink.Anchor.CENTER, from + (to - from) * 0.62,
                coordinator.getMaxY() + ARROWS * 0.62);
    }

    /** EXPLAIN hides the tasks of a repartition join, and every worker has some; those of subplans run first. */
    private boolean busy(String worker) {
        return !tasksOf(plan, worker).isEmpty() || !plan.mapMerges().isEmpty() || inSubplan(plan, worker);
    }

    private void drawWorker(Ink ink, Rectangle2D box, String worker) {
        List<Task> tasks = tasksOf(plan, worker);
        Boxes.node(ink, box, worker, busy(worker));
        int line = squaresALine(workers.size());
        int shown = Math.min(tasks.size(), line * MOST_SQUARE_LINES);
        for (int i = 0; i < shown; i++) {
            int row = i / line;
            ink.fill(new Rectangle2D.Double(box.getX() + 10 + i % line * SQUARE_STEP,
                    Boxes.inside(box) + 2 + row * SQUARE_STEP, SQUARE, SQUARE), WorkerColors.of(worker));
        }
        double textTop = Boxes.inside(box) + Math.ceil((double) shown / line) * SQUARE_STEP + 4;
        Boxes.lines(ink, box, textTop, workerText(plan, worker, workers.size()));
    }

    private static List<String> workerText(Plan plan, String worker, int workers) {
        List<Task> tasks = tasksOf(plan, worker);
        if (tasks.isEmpty()) {
            return idleText(plan, worker);
        }
        List<Long> shards = tasks.stream().flatMap(task -> task.shardIds().stream()).distinct().sorted().toList();
        List<String> tables = tasks.stream().flatMap(task -> task.tables().stream()).distinct().sorted().toList();
        return Stream.concat(Stream.of(shardText(shards)).filter(text -> !text.isEmpty()),
                Boxes.wrapped(tables, workerWidth(workers)).stream()).toList();
    }

    private static List<String> idleText(Plan plan, String worker) {
        if (!plan.mapMerges().isEmpty()) {
            return List.of("map, then merge", "EXPLAIN shows no tasks");
        }
        return inSubplan(plan, worker) ? List.of("tasks of the subplans", "nothing after them") : List.of("nothing to do");
    }

    private static boolean inSubplan(Plan plan, String worker) {
        return plan.subplans().stream().anyMatch(subplan -> !tasksOf(subplan.plan(), worker).isEmpty());
    }

    private static String shardText(List<Long> shards) {
        return switch (shards.size()) {
            case 0 -> "";
            case 1 -> "shard " + shards.get(0);
            case 2 -> "shards " + shards.get(0) + ", " + shards.get(1);
            default -> shards.size() + " shards, from " + shards.get(0);
        };
    }

    private void drawSubplans(Ink ink, Rectangle2D area) {
        List<Subplan> subplans = plan.subplans();
        if (subplans.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(subplans.size() == 1 ? "first, a subplan:" : "first, " + subplans.size() + " subplans:");
        subplans.stream().limit(MOST_SUBPLANS).map(PlanPicture::subplanText).forEach(lines::add);
        lines.add(destination());
        Boxes.lines(ink, area, area.getY() + 4, lines);
    }

    private String destination() {
        String said = plan.subplans().get(0).destination();
        if (!said.isBlank()) {
            return "result: " + said;
        }
        return plan.strategy() == JoinStrategy.PULLED_TO_COORDINATOR ? "results stay here" : "result sent to the nodes";
    }

    private static String subplanText(Subplan subplan) {
        String size = subplan.bytes().isPresent() ? ", " + Theme.bytes(subplan.bytes().getAsLong()) : " query";
        return subplan.number() + ": " + subplan.plan().routing() + size;
    }

    private void drawFoot(Ink ink, Rectangle2D area, double top) {
        double y = top;
        if (!plan.mapMerges().isEmpty()) {
            Boxes.arrow(ink, new Point2D.Double(area.getX() + 60, y + 14), new Point2D.Double(area.getMaxX() - 60, y + 14),
                    Theme.FAILED);
            Boxes.arrow(ink, new Point2D.Double(area.getMaxX() - 60, y + 14), new Point2D.Double(area.getX() + 60, y + 14),
                    Theme.FAILED);
            ink.text(Theme.count(plan.mapTaskCount()) + " map tasks write buckets, workers fetch "
                    + Theme.count(plan.fetches()) + " files from one another, " + Theme.count(plan.taskCount())
                    + " tasks join them", Theme.TICK, Theme.TEXT, Ink.Anchor.CENTER, area.getCenterX(), y + 32);
            y += SHUFFLE;
        }
        if (!plan.tasks().isEmpty()) {
            String sql = "a task: " + plan.tasks().get(0).sql().strip().replaceAll("\\s+", " ");
            ink.text(Boxes.fitted(sql, area.getWidth()), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), y + 16);
        }
    }
}
