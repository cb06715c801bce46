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
 * {@code -- transaction: …}, {@code -- ms: 2.5}, on lines of their own before it.
 */
final class QueryFile {

    private static final Pattern NOTE = Pattern.compile("(?m)^\\s*--\\s*(weight|ms|name|transaction):\\s*(.*?)\\s*$");

    private QueryFile() {
    }

    static List<WorkloadQuery> read(String text) {
        List<WorkloadQuery> queries = new ArrayList<>();
        int end = 0;
        for (Script.Statement statement : Script.split(text)) {
            String notes = text.substring(end, statement.offset());
            end = statement.offset() + statement.sql().length();
            String number = "query " + (queries.size() + 1);
            queries.add(new WorkloadQuery(note(notes, "name").orElse(number), statement.sql(),
                    number(notes, "weight", number).orElse(1.0), number(notes, "ms", number), note(notes, "transaction")));
        }
        return List.copyOf(queries);
    }

    private static Optional<Double> number(String notes, String key, String query) {
        return note(notes, key).map(text -> {
            if (!text.matches("\\d{1,15}(\\.\\d+)?")) {
                String what = key.equals("ms") ? "milliseconds" : key;
                throw new LabException("the " + what + " of " + query + " is '" + text + "'",
                        "write a number that is not negative, such as -- " + key + ": 40");
            }
            return Double.valueOf(text);
        });
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
