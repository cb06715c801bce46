package shardlab.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shardlab.sql.SqlFile;

/**
 * A question of the report: a file with a heading of {@code -- key: text} lines, and one SELECT.
 *
 * @param heading the keys {@code title}, and for a check {@code why} and {@code do}; {@code needs} where it can be asked
 *                only of some clusters
 * @param sql     the whole file, which is what is sent
 */
record HealthQuery(Map<String, String> heading, String sql) {

    private static final Pattern LINE = Pattern.compile("-- (?:(\\w+): |    )(.*)");

    static HealthQuery read(String file) {
        String sql = SqlFile.read("report/" + file + ".sql");
        Map<String, String> heading = new HashMap<>();
        String key = "";
        for (String line : sql.lines().takeWhile(each -> each.startsWith("--")).toList()) {
            var matched = LINE.matcher(line);
            if (matched.matches()) {
                key = matched.group(1) == null ? key : matched.group(1);
                heading.merge(key, matched.group(2).strip(), (one, more) -> one + " " + more);
            }
        }
        return new HealthQuery(heading, sql);
    }

    String title() {
        return heading.get("title");
    }

    /** The relation without which it cannot be asked. */
    Optional<String> needs() {
        return Optional.ofNullable(heading.get("needs")).map(needs -> needs.replaceFirst("^relation ", ""));
    }
}
