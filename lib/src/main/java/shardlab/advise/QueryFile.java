package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.sql.Script;

/**
 * Queries in a file, each with what its comments say of it: {@code -- weight: 40}, {@code -- name: …},
 * {@code -- transaction: …}, on lines of their own before it.
 */
final class QueryFile {

    private static final Pattern NOTE = Pattern.compile("(?m)^\\s*--\\s*(weight|name|transaction):\\s*(.*?)\\s*$");

    private QueryFile() {
    }

    static List<WorkloadQuery> read(String text) {
        List<WorkloadQuery> queries = new ArrayList<>();
        int end = 0;
        for (Script.Statement statement : Script.split(text)) {
            String notes = text.substring(end, statement.offset());
            end = statement.offset() + statement.sql().length();
            String number = "query " + (queries.size() + 1);
            queries.add(new WorkloadQuery(note(notes, "name").orElse(number), statement.sql(), weight(notes, number),
                    note(notes, "transaction")));
        }
        return List.copyOf(queries);
    }

    private static double weight(String notes, String query) {
        return note(notes, "weight").map(text -> {
            if (!text.matches("\\d{1,15}(\\.\\d+)?")) {
                throw new LabException("the weight of " + query + " is '" + text + "'",
                        "write a number that is not negative, such as -- weight: 40");
            }
            return Double.valueOf(text);
        }).orElse(1.0);
    }

    private static Optional<String> note(String notes, String key) {
        Matcher matcher = NOTE.matcher(notes);
        Optional<String> found = Optional.empty();
        while (matcher.find()) {
            found = matcher.group(1).equals(key) ? Optional.of(matcher.group(2)) : found;
        }
        return found;
    }
}
