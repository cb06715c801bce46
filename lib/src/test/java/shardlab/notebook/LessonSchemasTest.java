package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Learner;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** Several kernels at one lesson on one cluster: each has its own tables by the same names. */
@ParameterizedClass
@MethodSource("clusters")
class LessonSchemasTest {

    private static final String LESSON = "lesson_of_a_test";
    private static final Learner ADA = Learner.named("Ada.L@example.org");
    private static final Learner GRACE = Learner.named("pg_grace");

    private final Cluster cluster;
    private final Kernel one;
    private final Kernel other;

    LessonSchemasTest(Cluster cluster) {
        this.cluster = cluster;
        this.one = new Kernel(cluster, ADA);
        this.other = new Kernel(cluster, ADA);
    }

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    private record Kernel(Sessions sessions, LessonSchemas schemas) {

        Kernel(Cluster cluster, Learner learner) {
            this(cluster, learner, new Sessions(new NodeNames(cluster)::server));
        }

        private Kernel(Cluster cluster, Learner learner, Sessions sessions) {
            this(sessions, new LessonSchemas(learner, cluster::session, sessions));
        }

        Session session() {
            return sessions.on("coordinator");
        }

        void makeTable(int rows) {
            session().execute("create table thing (id int primary key)");
            session().query("select create_distributed_table('thing', 'id')");
            session().update("insert into thing select generate_series(1, ?)", rows);
        }

        long rows() {
            return session().query("select count(*) from thing").singleNumber();
        }

        void end() {
            sessions.close();
            schemas.close();
        }
    }

    @AfterEach
    void leaveNothing() {
        one.end();
        other.end();
        try (Session session = cluster.session()) {
            session.query("select nspname from pg_namespace where nspname like '%lesson\\_of\\_a\\_test%' "
                    + "or nspname like '%example.org\\_own' or nspname like '\\_pg\\_\\_grace%'")
                    .forEach(row -> session.execute(session.format("drop schema %I cascade", row.text("nspname"))));
        }
    }

    @Test
    void twoKernelsAtOneLessonHaveTablesOfTheirOwn() {
        assertThat(one.schemas().make(LESSON)).isEqualTo("Ada.L@example.org_" + LESSON);
        assertThat(other.schemas().make(LESSON)).isEqualTo("Ada.L@example.org_" + LESSON + "_2");
        one.makeTable(10);
        other.makeTable(20);
        assertThat(List.of(one.rows(), other.rows())).containsExactly(10L, 20L);
        other.schemas().drop(LESSON);
        assertThat(one.rows()).as("the other's clean-up is its own").isEqualTo(10);
    }

    @Test
    void aLearnersCleanUpLeavesAnotherLearnersTables() {
        Kernel grace = new Kernel(cluster, GRACE);
        one.schemas().make(LESSON);
        one.makeTable(3);
        assertThat(grace.schemas().make(LESSON)).isEqualTo("_pg__grace_" + LESSON);
        grace.makeTable(4);
        grace.schemas().drop(LESSON);
        grace.end();
        assertThat(one.rows()).isEqualTo(3);
    }

    @Test
    void anEndedKernelsSchemaIsTakenAgain() {
        String schema = one.schemas().make(LESSON);
        one.makeTable(5);
        one.end();
        assertThat(other.schemas().make(LESSON)).isEqualTo(schema);
        assertThat(other.session().query("select to_regclass('thing') is null as gone").row(0).truth("gone")).isTrue();
    }

    @Test
    void theLessonMadeTwiceIsMadeAnew() {
        String schema = one.schemas().make(LESSON);
        one.makeTable(6);
        assertThat(one.schemas().make(LESSON)).isEqualTo(schema);
        one.makeTable(7);
        assertThat(one.rows()).isEqualTo(7);
    }

    @Test
    void sessionsOfAnyNodeAndSessionsToComeLookThereFirst() {
        Session before = one.sessions().on("worker-1");
        String schema = one.schemas().make(LESSON);
        for (Session session : List.of(before, one.session(), one.sessions().on("worker-2"))) {
            assertThat(session.query("show search_path").singleText()).startsWith("\"" + schema + "\", ");
        }
        one.makeTable(1);
        assertThat(one.session().query("select relnamespace::regnamespace::text from pg_class where oid = 'thing'::regclass")
                .singleText()).isEqualTo("\"" + schema + "\"");
    }
}
