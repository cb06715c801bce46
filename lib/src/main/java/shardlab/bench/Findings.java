package shardlab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shardlab.measure.Durations;
import shardlab.measure.Median;
import shardlab.measure.Share;

/**
 * What a bench found, for people and for programs: a table to print, CSV, JSON and Markdown of the same.
 *
 * @param title   what was measured
 * @param columns their names, with units
 * @param rows    a value a column: texts, numbers, and medians and shares with their intervals
 * @param caption how often, where, with which settings
 */
record Findings(String title, List<String> columns, List<List<Object>> rows, String caption) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Class<?>> CELLS =
            Set.of(String.class, Integer.class, Long.class, Double.class, Median.class, Share.class);

    /** Takes only what {@link #read} brings back. */
    Findings {
        if (!rows.stream().flatMap(List::stream).allMatch(cell -> CELLS.contains(cell.getClass()))) {
            throw new IllegalArgumentException("no text, number, median or share: " + rows);
        }
    }

    /** What {@link #write} wrote as JSON. */
    static Findings read(Path json) throws IOException {
        JsonNode all = JSON.readTree(json.toFile());
        List<String> columns = new ArrayList<>();
        all.path("rows").path(0).fieldNames().forEachRemaining(columns::add);
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode row : all.path("rows")) {
            rows.add(columns.stream().map(column -> cell(row.path(column))).toList());
        }
        return new Findings(all.path("title").asText(), columns, rows, all.path("caption").asText());
    }

    private static Object cell(JsonNode value) {
        return value.has("hits") ? JSON.convertValue(value, Share.class)
                : value.isObject() ? JSON.convertValue(value, Median.class)
                : value.isIntegralNumber() ? value.asLong() : value.isNumber() ? value.asDouble() : value.asText();
    }

    /** The rows as texts, with intervals in brackets. */
    List<List<String>> lines() {
        return rows.stream().map(Findings::texts).toList();
    }

    /** Aligned, with intervals in brackets. */
    String table() {
        List<List<String>> lines = Stream.concat(Stream.of(columns), lines().stream()).toList();
        return title + "\n" + lines.stream().map(line -> IntStream.range(0, columns.size())
                .mapToObj(i -> padded(line.get(i), width(lines, i))).collect(Collectors.joining("   ", "  ", ""))
                .stripTrailing()).collect(Collectors.joining("\n")) + "\n" + caption + "\n";
    }

    /** A table for a document. */
    String markdown() {
        return "| " + String.join(" | ", columns) + " |\n|---" + "|--:".repeat(columns.size() - 1) + "|\n"
                + lines().stream().map(line -> "| " + String.join(" | ", line) + " |\n").collect(Collectors.joining())
                + "\n" + caption + "\n";
    }

    /** A median is three columns. */
    String csv() {
        var head = IntStream.range(0, columns.size()).boxed()
                .flatMap(i -> cells(columns.get(i), rows.get(0).get(i))).collect(Collectors.joining(","));
        return head + "\n" + rows.stream().map(row -> row.stream().flatMap(Findings::values)
                .collect(Collectors.joining(","))).collect(Collectors.joining("\n")) + "\n";
    }

    /** With title, caption and machine. */
    String json() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", title);
        all.put("caption", caption);
        all.put("machine", Machine.line());
        all.put("rows", rows.stream().map(this::named).toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** Writes all three beside each other. */
    void write(Path folder, String name) {
        ResultFolder.write(folder, () -> {
            Files.writeString(folder.resolve(name + ".csv"), csv());
            Files.writeString(folder.resolve(name + ".json"), json());
            Files.writeString(folder.resolve(name + ".md"), markdown());
        });
    }

    private Map<String, Object> named(List<Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        IntStream.range(0, columns.size()).forEach(i -> named.put(columns.get(i), row.get(i)));
        return named;
    }

    private static Stream<String> cells(String column, Object first) {
        return first instanceof Median ? Stream.of("", " low", " high").map(end -> quoted(column + end))
                : Stream.of(quoted(column));
    }

    private static Stream<String> values(Object cell) {
        return cell instanceof Median median ? Stream.of(median.value(), median.low(), median.high())
                .map(value -> String.format(Locale.ROOT, "%.6g", value)) : Stream.of(quoted(String.valueOf(cell)));
    }

    private static List<String> texts(List<Object> row) {
        return row.stream().map(Findings::text).toList();
    }

    private static String text(Object cell) {
        return cell instanceof Long || cell instanceof Integer
                ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue())
                : cell instanceof Double number ? Durations.digits(number)
                : cell instanceof Median median ? median.toString() : String.valueOf(cell);
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
