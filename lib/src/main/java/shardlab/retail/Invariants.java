package shardlab.retail;

import java.util.List;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The questions by which the data is checked: one file each, which names itself and asks in its first two lines. */
final class Invariants {

    private static final List<String> FILES = List.of(
            "row_counts", "sale_totals", "invoice_totals", "invoice_lines", "coupons", "coupon_dates", "points",
            "welcome_points", "home_state", "joined_before_buying", "employee_at_branch", "foreign_keys",
            "reference_keys", "two_years", "opening_hours", "december", "zipf");

    private final Session session;

    /** @param session with the schema first on its search path */
    Invariants(Session session) {
        this.session = session;
    }

    List<Invariant> check() {
        return FILES.stream().map(this::check).toList();
    }

    private Invariant check(String file) {
        String sql = SqlFile.read("retail/invariants/" + file + ".sql");
        List<String> lines = sql.lines().toList();
        return new Invariant(comment(lines.get(0)), comment(lines.get(1)), sql, session.query(sql).singleNumber());
    }

    private static String comment(String line) {
        return line.replaceFirst("^--\\s*", "");
    }
}
