package shardlab.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import shardlab.chart.Chart;
import shardlab.chart.XChartPicture;
import shardlab.sql.Rows;
import tech.tablesaw.api.Table;

/** How the library's values look below a cell: HTML and plain text for tables, sharp PNG for pictures. */
final class Renderers {

    /** Read by whoever makes the book of executed notebooks; nothing shows it. */
    private static final MIMEType FACTS = MIMEType.parse("application/vnd.shardlab.facts+json");

    private Renderers() {
    }

    static void register(Renderer renderer) {
        grid(renderer, Rows.class, Grids::of);
        grid(renderer, Table.class, Grids::of);
        renderer.createRegistration(List.class).preferring(MIMEType.TEXT_HTML)
                .register((list, context) -> list(list, context.getOutputContainer()));
        renderer.createRegistration(Welcome.class).preferring(MIMEType.TEXT_HTML)
                .register((welcome, context) -> welcome(welcome, context.getOutputContainer()));
        renderer.createRegistration(CourseMap.class).preferring(MIMEType.TEXT_HTML)
                .register((map, context) -> put(context.getOutputContainer(), map.toString(), map.html()));
        renderer.createRegistration(LabAdvice.class).preferring(MIMEType.TEXT_HTML)
                .register((advice, context) -> advice(advice, context.getOutputContainer()));
        renderer.createRegistration(Duration.class).preferring(MIMEType.TEXT_PLAIN)
                .register((time, context) -> context.getOutputContainer().putText(CellText.duration(time)));
        renderer.createRegistration(Chart.class).preferring(MIMEType.IMAGE_PNG)
                .register((chart, context) -> chart(chart, context.getOutputContainer()));
        renderer.createRegistration(XChartPicture.type()).preferring(MIMEType.IMAGE_PNG)
                .register((chart, context) -> chart(XChartPicture.of(chart), context.getOutputContainer()));
        renderer.createRegistration(CellFailure.class).preferring(MIMEType.TEXT_PLAIN)
                .register((failure, context) -> {
                    throw failure.error();
                });
    }

    private static void welcome(Welcome welcome, DisplayData out) {
        put(out, welcome.text(), welcome.html());
        out.putData(FACTS, new ObjectMapper().valueToTree(welcome.facts()).toString());
    }

    private static void advice(LabAdvice advice, DisplayData out) {
        Grid grid = Grids.of(advice.designs()).withoutFooter();
        put(out, advice + "\n" + grid.text(), "<div>" + Html.escape(advice.toString()) + "</div>" + grid.html());
    }

    private static <T> void grid(Renderer renderer, Class<T> type, Function<T, Grid> grid) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML).register((value, context) -> {
            Grid made = grid.apply(value);
            put(context.getOutputContainer(), made.text(), made.html());
        });
    }

    /** A list of records is a table; any other list stays as Java prints it. */
    @SuppressWarnings("unchecked")
    private static void list(List<?> list, DisplayData out) {
        if (Grids.areRecords(list)) {
            Grid grid = Grids.of((List<? extends Record>) list);
            put(out, grid.text(), grid.html());
        } else {
            out.putText(list.toString());
        }
    }

    private static void put(DisplayData out, String text, String html) {
        out.putText(text);
        out.putHTML(html);
    }

    /**
     * With its size in the metadata, a picture of twice the pixels is shown sharp at its own size; who cannot see it is read
     * what it shows. As HTML, too: JupyterLab shows a PNG without its alternative text, and HTML sooner than a PNG.
     */
    private static void chart(Chart chart, DisplayData out) {
        put(out, chart.title(), Html.picture(chart));
        out.putData(MIMEType.IMAGE_PNG, chart.base64(),
                Map.of("width", chart.width(), "height", chart.height(), "alt", chart.alternative()));
    }

    /** A figure that is not rendered by the kernel, as one that replaces another. */
    static DisplayData picture(Chart chart) {
        var data = new DisplayData();
        chart(chart, data);
        return data;
    }
}
