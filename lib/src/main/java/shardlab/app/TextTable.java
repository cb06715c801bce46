package shardlab.app;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a header, columns aligned. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    TextTable(String... header) {
        rows.add(header);
        right = new boolean[header.length];
    }

    /** Aligns a column to the right; the first is 0. */
    TextTable alignRight(int column) {
        right[column] = true;
        return this;
    }

    TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), widths)).append('\n');
            if (i == 0) {
                text.append(rule(widths)).append('\n');
            }
        }
        return text.toString();
    }

    private String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String space = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP).append(right[i] ? space + row[i] : row[i] + space);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        var parts = new ArrayList<String>();
        for (int width : widths) {
            parts.add("-".repeat(width));
        }
        return String.join(GAP, parts);
    }
}
