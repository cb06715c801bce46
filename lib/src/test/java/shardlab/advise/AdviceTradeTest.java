package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.sql.Session;

/** What new rows do, what counts more, and what is known of partitioned tables. */
class AdviceTradeTest {

    private static final String LOG = """
            create table log (day date not null, at timestamp not null, id int not null);
            insert into log select date '2026-01-01' + n / 500, timestamp '2026-01-01' + n * interval '1 s', n
            from generate_series(0, 1999) as n;
            analyze log""";
    private static final String EVENTS = """
            create table event (tenant int not null, day date not null) partition by range (day);
            create table event_2025 partition of event for values from ('2025-01-01') to ('2026-01-01');
            create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01');
            insert into event select greatest(0, mod(n, 1000) - 500), date '2025-07-01' + n / 10
            from generate_series(0, 3999) as n;
            analyze\s""";

    @Test
    void aDayThatStatementsGiveAValueIsHotAndAMomentIsNot() {
        Advice byDay = onServer(LOG, "-- weight: 3\nselect count(*) from log where day = $1;"
                + "-- weight: 1\nselect count(*) from log where id > $1");
        assertThat(hot(by(byDay, "day"))).extracting(Obstacle::text).containsExactly("day is a time that many rows share: "
                + "what is written and asked now lies in one shard, and 75 % of the workload gives it a value");
        assertThat(spread(by(byDay, "day")).growth()).contains("its newest value is hot");
        RankedDesign moment = by(onServer(LOG, "select * from log where at = $1"), "at");
        assertThat(hot(moment)).isEmpty();
        assertThat(spread(moment).growth()).contains("no sin under a hash");
    }

    @Test
    void aDayThatNewRowsAreGivenIsHotAndOneThatIsOnlyJoinedIsNot() {
        Advice joined = onServer(LOG + "; create table other as select * from log; analyze other",
                "select * from log as l join other as o on o.day = l.day");
        assertThat(joined.designs()).flatExtracting(AdviceTradeTest::hot).isEmpty();
        Advice inserted = onServer(LOG + "; create table other as select * from log; analyze other",
                "select * from log as l join other as o on o.day = l.day; insert into log values ($1, $2, $3)");
        assertThat(by(inserted, "day")).satisfies(design -> assertThat(hot(design)).extracting(Obstacle::table)
                .containsExactly("public.log"));
    }

    @Test
    void callsAndTimeCanPutDifferentDesignsFirstAndTheReportSaysSo() {
        String queries = "-- weight: 100\n-- ms: 1\nselect * from t where a = $1;\n"
                + "-- weight: 1\n-- ms: 1000\nselect * from t where b = $1%s";
        Advice advice = files(Rule.ofTheLab(), queries.formatted(""));
        assertThat(place(advice.bestByCalls())).isEqualTo("by a");
        assertThat(place(advice.bestByTime())).isEqualTo("by b");
        assertThat(AdvicePage.markdown(advice)).contains("The two disagree: by calls alone design "
                + advice.bestByCalls().rank() + " is the best, by time alone design " + advice.bestByTime().rank() + ".");
        assertThat(place(files(Rule.ofTheLab().with("by_time", 0), queries.formatted("")).best())).isEqualTo("by a");
        assertThat(place(files(Rule.ofTheLab().with("by_time", 1), queries.formatted("")).best())).isEqualTo("by b");
        Advice untimed = files(Rule.ofTheLab().with("by_time", 1), queries.formatted("; select * from t where a = 7"));
        assertThat(place(untimed.best())).isEqualTo("by a");
        assertThat(String.join("\n", untimed.unread()))
                .contains("the time of every statement: they are weighed by calls alone");
    }

    @Test
    void aPartitionedTableSpreadsAsItsOwnStatisticsSayAndNotThoseOfItsPartitions() {
        String query = "select * from event where tenant = $1";
        Advice parts = onServer(EVENTS + "event_2025, event_2026", query);
        assertThat(parts.schema().tables().get("public.event").rows()).isEqualTo(4000);
        assertThat(spread(by(parts, "tenant")).basis()).contains("nobody knows its values (ANALYZE");
        assertThat(parts.unread()).contains("the values of public.event: nobody analyzed the partitioned table itself, "
                + "which autovacuum never does (ANALYZE)");
        Advice whole = onServer(EVENTS + "event", query);
        RowSpread spread = spread(by(whole, "tenant"));
        assertThat(spread.basis()).contains("of the statistics, hashed");
        assertThat(spread.fullestShard()).isCloseTo(0.501 + 0.499 / 32, within(0.03));
        assertThat(whole.schema().tables()).containsOnlyKeys("public.event");
        assertThat(whole.unread()).noneMatch(each -> each.contains("autovacuum"));
    }

    private static Advice onServer(String schema, String queries) {
        try (var scratch = ScratchDatabase.on(TestClusters.embedded().coordinator()); Session owner = scratch.session()) {
            owner.execute(schema);
            return new Advisor(Rule.ofTheLab()).fromServer(owner.server(), Optional.of(queries), Optional.empty());
        }
    }

    private static Advice files(Rule rule, String queries) {
        return new Advisor(rule).fromFiles(TestClusters.embedded().coordinator(),
                "create table t (a int not null, b int not null)", queries, Optional.of("t,2000000"));
    }

    private static RankedDesign by(Advice advice, String column) {
        return advice.designs().stream().filter(design -> design.spreads().stream()
                .anyMatch(each -> each.column().equals(column))).findFirst().orElseThrow();
    }

    private static RowSpread spread(RankedDesign design) {
        return design.spreads().get(0);
    }

    private static List<Obstacle> hot(RankedDesign design) {
        return design.obstacles().stream().filter(each -> each.kind() == Obstacle.ObstacleKind.HOT_NOW).toList();
    }

    private static String place(RankedDesign design) {
        return design.design().of("public.t").toString();
    }
}
