package shardlab.chart;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shardlab.advise.TableColumn;

/** The letter, colour and name of each family of columns; the letter says what the colour says. */
final class FamilyMarks {

    private static final int COLORS = 6;

    private FamilyMarks() {
    }

    /** A for the heaviest; beyond Z a number. */
    static String letter(int family) {
        return family < 26 ? String.valueOf((char) ('A' + family)) : Integer.toString(family + 1);
    }

    /** Of the heaviest six a colour of their own. */
    static Color color(int family) {
        return family < COLORS ? Theme.PALETTE[family] : Theme.NEUTRAL;
    }

    /** What most of its columns are called, and all of them. */
    static String name(List<TableColumn> family) {
        Map<String, Long> names = family.stream().collect(Collectors.groupingBy(TableColumn::column, TreeMap::new,
                Collectors.counting()));
        String most = names.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        return most + ": " + family.stream().map(each -> shown(each.table()) + "." + each.column())
                .collect(Collectors.joining(", "));
    }

    /** The family that a table's column is of; -1 if of none. */
    static int of(List<List<TableColumn>> families, String table, String column) {
        for (int i = 0; i < families.size(); i++) {
            if (families.get(i).contains(new TableColumn(table, column))) {
                return i;
            }
        }
        return -1;
    }

    /** A table's name without the schema that all have. */
    static String shown(String table) {
        return table.replaceFirst("^public\\.", "");
    }
}
