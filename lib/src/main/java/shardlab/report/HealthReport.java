package shardlab.report;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shardlab.Secrets;
import shardlab.cluster.Cluster;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * How a cluster is. It is asked through its coordinator, in a session that can write nothing, waits for no lock, and ends
 * any statement after twenty seconds; what goes on to other nodes are SELECTs. Whatever looks like a password is not shown.
 *
 * @param made      when, in UTC
 * @param facts     engine, versions, nodes
 * @param findings  what was found, the worst first
 * @param passed    titles of what was looked for and not found
 * @param unchecked what could not be looked for, each with its reason
 * @param tables    what there is
 */
public record HealthReport(String made, Map<String, String> facts, List<HealthFinding> findings, List<String> passed,
        List<String> unchecked, List<HealthTable> tables) {

    private static final int MOST_SEEN = 10;
    private static final List<String> CHECKS = List.of("unreachable", "inactive", "waiting", "idle_in_transaction",
            "long_queries", "prepared", "connections", "durability", "autovacuum", "two_phase", "wraparound", "slots",
            "invalid_indexes", "jobs", "no_shards", "skew", "hot_shard", "no_primary_key", "no_foreign_index", "dead_rows",
            "never_analyzed", "unused_indexes", "cleanup", "settings_differ", "statistics", "multi_shard");
    private static final List<String> TABLES = List.of("nodes", "placement", "tables", "sessions");

    /**
     * Asks a cluster.
     *
     * @throws SqlException if its coordinator does not answer
     */
    public static HealthReport of(Cluster cluster) {
        var report = new HealthReport(ZonedDateTime.now(ZoneOffset.UTC).format(
                DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)), cluster.provenance().facts(),
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Session session = cluster.session()) {
            session.execute(SqlFile.read("report/session.sql"));
            CHECKS.stream().map(name -> HealthQuery.read("checks/" + name)).forEach(check -> report.check(session, check));
            TABLES.stream().map(name -> HealthQuery.read("tables/" + name)).forEach(table -> report.table(session, table));
        }
        report.findings.sort(Comparator.comparing(HealthFinding::severity));
        return report;
    }

    private void check(Session session, HealthQuery check) {
        ask(session, check).ifPresent(rows -> {
            if (rows.size() == 0) {
                passed.add(check.title());
            } else {
                findings.add(finding(check, rows));
            }
        });
    }

    private static HealthFinding finding(HealthQuery check, Rows rows) {
        Severity worst = rows.stream().map(row -> Severity.valueOf(row.text("severity").toUpperCase(Locale.ROOT)))
                .min(Comparator.naturalOrder()).orElseThrow();
        List<String> seen = rows.stream().limit(MOST_SEEN).map(row -> Secrets.hidden(row.text("seen"))).toList();
        return new HealthFinding(worst, check.title(), seen, rows.size() - seen.size(), check.heading().get("why"),
                check.heading().get("do"));
    }

    private void table(Session session, HealthQuery table) {
        ask(session, table).ifPresent(rows -> tables.add(HealthTable.of(table.title(), rows)));
    }

    /** Empty if it could not be asked, which is noted. */
    private Optional<Rows> ask(Session session, HealthQuery query) {
        try {
            if (query.needs().isPresent() && session.query("select to_regclass(?) is null", query.needs().get()).row(0)
                    .at(0).equals(true)) {
                unchecked.add(query.title() + ": this cluster has no " + query.needs().get());
                return Optional.empty();
            }
            return Optional.of(session.query(query.sql()));
        } catch (SqlException e) {
            unchecked.add(query.title() + ": " + Secrets.hidden(e.what()));
            return Optional.empty();
        }
    }

    /** How many findings are of a severity. */
    public long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
