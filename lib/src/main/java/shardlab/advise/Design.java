package shardlab.advise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A place for every table.
 *
 * @param places by the table's name
 */
public record Design(Map<String, TablePlace> places) {

    /** Keeps the places in the order of the tables' names. */
    public Design {
        places = new LinkedHashMap<>(new TreeMap<>(places));
    }

    /** The place of a table. */
    public TablePlace of(String table) {
        return places.get(table);
    }

    /** The same design with one table elsewhere. */
    Design with(String table, TablePlace place) {
        Map<String, TablePlace> other = new LinkedHashMap<>(places);
        other.put(table, place);
        return new Design(other);
    }

    /** In one line: what all distribution columns are called, and how many tables of each other kind there are. */
    public String summary() {
        Map<String, Long> columns = places.values().stream().filter(TablePlace::isDistributed)
                .collect(Collectors.groupingBy(TablePlace::column, TreeMap::new, Collectors.counting()));
        String distributed = columns.entrySet().stream().map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
        return (distributed.isEmpty() ? "nothing distributed" : "distributed by " + distributed)
                + listed("; reference: ", TablePlace.PlaceKind.REFERENCE) + listed("; local: ", TablePlace.PlaceKind.LOCAL);
    }

    private String listed(String title, TablePlace.PlaceKind kind) {
        List<String> tables = places.entrySet().stream().filter(each -> each.getValue().kind() == kind)
                .map(Map.Entry::getKey).toList();
        return tables.isEmpty() ? "" : title + String.join(", ", tables);
    }
}
