package shardlab.advise;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The lines of a CSV that say something: neither blank ones nor a first one that names the columns. */
final class CsvLines {

    private CsvLines() {
    }

    /** @param each is given a line without the space around it, and its number, from 1 */
    static void read(String csv, Pattern header, BiConsumer<String, Integer> each) {
        List<String> lines = csv.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean named = i == 0 && header.matcher(lines.get(i)).matches();
            if (!lines.get(i).isBlank() && !named) {
                each.accept(lines.get(i).strip(), i + 1);
            }
        }
    }
}
