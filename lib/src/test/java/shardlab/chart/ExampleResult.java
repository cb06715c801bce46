package shardlab.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Charts of a query's result, with few and many rows, gaps, and long names. */
final class ExampleResult {

    private ExampleResult() {
    }

    static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("result-bars", new ResultBars("revenue by state", names("state", "CA", "TX", "a name that is longer than "
                + "there is room for on the left of a bar", "MI"),
                numbers("revenue (USD)", 12_345.5, 7_000, 0, Double.NaN), ExampleData.CAPTION));
        charts.put("result-bars-below-zero", new ResultBars("change by state", names("state", "CA", "TX", "FL"),
                numbers("change (%)", 4, -2.5, 0.5), ExampleData.CAPTION));
        var months = names("month", IntStream.rangeClosed(1, 24).mapToObj(month -> "2024-" + month).toArray(String[]::new));
        charts.put("result-line", new ResultLines("sales by month", months, "sales",
                List.of(numbers("sales", IntStream.range(0, 24).mapToDouble(month -> 8_000 + 900 * (month % 12)).toArray())),
                ExampleData.CAPTION));
        var shards = numbers("shards", 1, 2, 4, 8, 16, 32, 64);
        charts.put("result-lines", new ResultLines("time by shards", shards, "time (ms)", List.of(
                numbers("Citus", 9, 7, 6, 7, 11, 20, 44), numbers("embedded", 10, 9, 9, 12, Double.NaN, 41, 90)),
                ExampleData.CAPTION));
        charts.put("result-histogram", new ResultHistogram("total of 999 rows", numbers("total (USD)",
                IntStream.range(1, 1_000).mapToDouble(n -> 300.0 * n / (1_100 - n)).toArray()),
                ExampleData.CAPTION));
        return charts;
    }

    static ResultColumn names(String title, String... names) {
        return new ResultColumn(title, List.of(names), IntStream.range(0, names.length).asDoubleStream().toArray(), false);
    }

    static ResultColumn numbers(String title, double... numbers) {
        return ResultColumn.numbers(title, numbers);
    }
}
