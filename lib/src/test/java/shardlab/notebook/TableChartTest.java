package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChartBuilder;
import shardlab.LabException;
import shardlab.chart.XChartPicture;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableChartTest {

    private static final Table STATES = Table.create("byState", StringColumn.create("state", "CA", "TX", "MI"),
            LongColumn.create("sales", 40, 30, 10), DoubleColumn.create("revenue", 4.5, Double.NaN, -1.25),
            DateColumn.create("day", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), null));

    private static TableChart chart() {
        return Notebook.chart(STATES);
    }

    @Test
    void whoCannotSeeAChartIsReadItsNumbersAndItsUnit() {
        assertThat(chart().unit("USD").bars("state", "sales").alternative())
                .isEqualTo("sales by state. 3 bars, sales (USD): CA 40, TX 30, MI 10.");
        assertThat(chart().line("state", "sales").alternative())
                .isEqualTo("sales by state. sales over state, 3 points: CA 40, TX 30, MI 10.");
        assertThat(chart().histogram("sales").alternative()).contains("3 rows. Median 30, from 10 to 40.", "40 to 42: 1");
    }

    @Test
    void aMissingNumberIsNoZero() {
        assertThat(chart().line("state", "revenue").alternative()).contains("2 points: CA 4.5, MI -1.25.");
        assertThat(chart().bars("state", "revenue").alternative()).endsWith("CA 4.5, TX none, MI -1.25.");
        assertThat(chart().histogram("revenue").alternative()).contains("2 rows");
        assertThat(chart().line("day", "sales").alternative()).contains("2 points");
    }

    @Test
    void everyKindIsDrawnOverNamesNumbersAndDates() {
        for (var drawn : List.of(chart().bars("state", "revenue"), chart().line("day", "sales", "revenue"),
                chart().line("sales", "revenue"), chart().histogram("revenue"))) {
            assertThat(drawn.image().getWidth()).isEqualTo(1_600);
        }
    }

    @Test
    void whatCannotBeDrawnIsToldWithTheColumnsThereAre() {
        assertThatThrownBy(() -> chart().bars("stat", "sales")).isInstanceOf(LabException.class)
                .hasMessageContaining("no column 'stat'").hasMessageContaining("state, sales, revenue, day");
        assertThatThrownBy(() -> chart().bars("state", "day")).isInstanceOf(LabException.class)
                .hasMessageContaining("'day' has no numbers");
        assertThatThrownBy(() -> Notebook.chart(STATES.first(0)).histogram("sales")).isInstanceOf(LabException.class)
                .hasMessageContaining("no value");
        assertThatThrownBy(() -> Notebook.chart(STATES.first(0)).line("state", "sales")).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> Notebook.chart(STATES.first(0)).bars("state", "sales")).isInstanceOf(LabException.class);
    }

    @Test
    void aChartOfXChartIsAPictureOfItsOwnSizeWithItsNumbersInWords() {
        var lines = new XYChartBuilder().width(300).height(200).title("Own").build();
        lines.addSeries("a", new double[] {1, 2}, new double[] {3, 4});
        var bars = new CategoryChartBuilder().width(300).height(200).build();
        bars.addSeries("b", List.of("CA", "TX"), List.of(5, 6));
        var parts = new PieChartBuilder().width(300).height(200).title("Parts").build();
        parts.addSeries("c", 7);
        assertThat(XChartPicture.of(lines).image().getHeight()).isEqualTo(400);
        assertThat(XChartPicture.of(lines).alternative()).isEqualTo("Own. a: 1 3, 2 4.");
        assertThat(XChartPicture.of(bars).alternative()).contains("b: CA 5, TX 6.");
        assertThat(XChartPicture.of(parts).alternative()).isEqualTo("Parts. c 7.");
    }
}
