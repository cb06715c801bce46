package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.advise.ExpectedRows;
import shardlab.advise.Judgement;
import shardlab.chart.PlanPicture;
import shardlab.cluster.Cluster;
import shardlab.plan.Task;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** What a notebook is told of tables of one's own: by the Citus that it works on, where it works on one. */
class LabAdviceTest {

    private static final String SCHEMA = "create table visit (id bigint, person int not null, day date, "
            + "primary key (person, id))";
    private static final String QUERIES = """
            -- name: of a person
            -- weight: 100
            select * from visit where person = $1;
            -- name: of a day
            select count(*) from visit where day = $1;
            """;
    private static final String ROWS = "visit,1000000";

    @Test
    void onCitusItsExplainJudgesAndWhyIsThePictureOfItsPlan() {
        Cluster citus = citus();
        LabAdvice advice = LabAdvice.of(citus, SCHEMA, QUERIES, ROWS);
        assertThat(advice.advice().judgedBy()).contains("Citus", "EXPLAIN");
        assertThat(advice.why("of a person", 1)).isInstanceOf(PlanPicture.class);
        assertThat(advice.why("of a day", 1)).isInstanceOf(PlanPicture.class);
        assertThat(tasks(advice, 1)).hasSize(32);
        assertThat(tasks(advice, 1).stream().collect(Collectors.groupingBy(Task::node, Collectors.counting())))
                .isEqualTo(citus.workers().stream().collect(Collectors.toMap(Server::name,
                        worker -> 32L / citus.workers().size())));
        assertThat(scratchDatabases(citus)).isZero();
    }

    @Test
    void byAnotherRuleCitusIsNotAskedAgain() {
        LabAdvice advice = LabAdvice.of(citus(), SCHEMA, QUERIES, ROWS);
        LabAdvice again = advice.with("not_spread", 11);
        assertThat(again.advice().best().judgements().get(0).plan().orElseThrow())
                .isSameAs(advice.advice().best().judgements().get(0).plan().orElseThrow());
        assertThat(tasks(advice.with("workers", 2), 1).stream().map(Task::node).distinct())
                .containsExactlyInAnyOrder("worker-1", "worker-2");
    }

    @Test
    void elsewhereTheClassificationJudgesAndWhyIsASentence() {
        LabAdvice advice = LabAdvice.of(TestClusters.embedded(), SCHEMA, QUERIES, ROWS);
        assertThat(advice.advice().judgedBy()).contains("the lab's classification");
        assertThat(advice.why("of a day", 1)).asString().contains("no value of visit.person is given");
    }

    @Test
    void aUrlInThePlaceOfASchemaIsReadAndJudgedByTheCluster() {
        Server server = TestClusters.embedded().coordinator();
        try (Session session = Session.open(server)) {
            session.execute("create schema visits; create table visits.visit (id int primary key, person int not null);"
                    + "insert into visits.visit select n, n % 500 from generate_series(1, 2000) as n; analyze visits.visit");
            try {
                LabAdvice advice = LabAdvice.of(TestClusters.embedded(), server.jdbcUrl() + "?user=" + server.user()
                        + "&password=" + server.password(), "select * from visits.visit where person = $1", "");
                assertThat(advice.place("visits.visit")).isEqualTo("by person");
                assertThat(advice.advice().source()).contains("read-only").doesNotContain(server.password());
                assertThat(advice.advice().schema().tables().get("visits.visit").rows()).isEqualTo(2000);
            } finally {
                session.execute("drop schema visits cascade");
            }
        }
    }

    @Test
    void rowsAreExpectedOnAsManyWorkersAsTheClusterGivesShards() {
        try (Session session = Session.open(TestClusters.embedded().coordinator())) {
            setShards(session, false);
            try {
                LabAdvice advice = LabAdvice.of(TestClusters.embedded(), SCHEMA, QUERIES, ROWS);
                assertThat(advice.advice().rule().workers()).isEqualTo(3);
                assertThat(advice.advice().rule().workersOf()).contains("as many as coordinator");
                assertThat(advice.with("workers", 6).advice().rule().workers()).isEqualTo(6);
                assertThat(advice.with("workers", 6).advice().rule().workersOf()).isEqualTo("by the rule");
            } finally {
                setShards(session, true);
            }
        }
    }

    @Test
    void theShardMapNamesTheWorkerWithAHeavyValue() {
        LabAdvice advice = LabAdvice.of(TestClusters.embedded(), SCHEMA, QUERIES, ROWS)
                .withValues("visit,person,1,0.5");
        ExpectedRows expected = ExpectedRows.of(advice.advice(), advice.advice().best());
        assertThat(expected.fullest().rows()).isEqualTo(625_000);
        assertThat(expected.timesEven()).isEqualTo(2.5);
        assertThat(advice.shards().alternative()).contains("The fullest is " + expected.fullest().name(), "62.5%");
        assertThat(LabAdvice.of(TestClusters.embedded(), SCHEMA, QUERIES, ROWS).shards().alternative())
                .contains("Left out", "public.visit by person");
    }

    private static List<Task> tasks(LabAdvice advice, int query) {
        Optional<Judgement> judgement = Optional.of(advice.advice().best().judgements().get(query));
        return judgement.flatMap(Judgement::plan).orElseThrow().tasks();
    }

    private static Cluster citus() {
        Optional<Cluster> found = TestClusters.installed();
        Assumptions.assumeTrue(found.isPresent(), "there is no Citus on this machine");
        return found.get();
    }

    private static long scratchDatabases(Cluster cluster) {
        try (Session session = Session.open(cluster.coordinator())) {
            return session.query("select count(*) from pg_database where datname like 'shardlab_advise%'").singleNumber();
        }
    }

    private static void setShards(Session session, boolean have) {
        session.query("select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', ?) from pg_dist_node "
                + "where groupid = 4", have);
    }
}
