package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table as it is shown: text in cells, ready for HTML and for a terminal.
 *
 * @param columns the columns
 * @param rows    a text for each column, or null where the value is NULL
 * @param footer  the line below, such as {@code 20 of 1,234 rows}; empty for none
 */
record Grid(List<Column> columns, List<List<String>> rows, String footer) {

    /** What NULL looks like in plain text; in HTML it is grey as well. */
    static final String NULL = "NULL";
    private static final int MOST_COLUMNS = 100;
    private static final String CELL_STYLE = "padding:2px 10px;white-space:pre-wrap;text-align:";

    /**
     * @param name         the heading
     * @param type         what stands in the heading's tooltip; empty for none
     * @param rightAligned true for numbers
     */
    record Column(String name, String type, boolean rightAligned) {

        private String align() {
            return rightAligned ? "right" : "left";
        }
    }

    /** Cuts what would make a page unusable: columns beyond the first hundred, and very long texts. */
    Grid {
        int shown = Math.min(MOST_COLUMNS, columns.size());
        footer = shown == columns.size() ? footer : String.format(Locale.ROOT, "%s, the first %d of %,d columns", footer,
                shown, columns.size());
        columns = List.copyOf(columns.subList(0, shown));
        rows = rows.stream().map(row -> row.subList(0, shown).stream().map(ShownText::of).toList()).toList();
    }

    Grid withoutFooter() {
        return new Grid(columns, rows, "");
    }

    String html() {
        String head = columns.stream().map(Grid::heading).collect(Collectors.joining());
        String body = rows.stream().map(this::htmlRow).collect(Collectors.joining("\n"));
        return "<table class=\"shardlab\" style=\"margin:4px 0;border-collapse:collapse\">\n<thead><tr>" + head
                + "</tr></thead>\n<tbody>\n" + body + "\n</tbody>\n</table>" + htmlFooter();
    }

    private static String heading(Column column) {
        String tooltip = column.type().isEmpty() ? "" : " title=\"" + Html.escape(column.type()) + "\"";
        return "<th align=\"" + column.align() + "\" style=\"" + CELL_STYLE + column.align() + "\"" + tooltip + ">"
                + Html.escape(column.name()) + "</th>";
    }

    private String htmlRow(List<String> row) {
        return IntStream.range(0, row.size()).mapToObj(i -> htmlCell(columns.get(i), row.get(i)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String htmlCell(Column column, String text) {
        String content = text == null ? "<i style=\"color:#888\">" + NULL + "</i>" : Html.escape(text);
        return "<td align=\"" + column.align() + "\" style=\"" + CELL_STYLE + column.align() + "\">" + content + "</td>";
    }

    private String htmlFooter() {
        return footer.isEmpty() ? "" : "\n<div style=\"color:#666\"><small>" + Html.escape(footer) + "</small></div>";
    }

    String text() {
        List<Integer> widths = IntStream.range(0, columns.size()).mapToObj(this::width).toList();
        var lines = new ArrayList<String>();
        lines.add(textLine(columns.stream().map(Column::name).toList(), widths));
        lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining("  ")));
        rows.forEach(row -> lines.add(textLine(row, widths)));
        if (!footer.isEmpty()) {
            lines.add("(" + footer + ")");
        }
        return String.join("\n", lines);
    }

    private int width(int column) {
        int widest = rows.stream().mapToInt(row -> oneLine(row.get(column)).length()).max().orElse(0);
        return Math.max(widest, columns.get(column).name().length());
    }

    private String textLine(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> padded(oneLine(cells.get(i)), widths.get(i), columns.get(i).rightAligned()))
                .collect(Collectors.joining("  ")).stripTrailing();
    }

    private static String oneLine(String cell) {
        return cell == null ? NULL : cell.replace("\n", "\\n");
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }
}
