package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** What this machine's Citus is asked, and what the advice says where it cannot or may not answer. */
class CitusJudgeTest {

    private Server citus;
    private Session session;

    @BeforeEach
    void find() {
        Optional<Cluster> found = TestClusters.installed();
        Assumptions.assumeTrue(found.isPresent(), "there is no Citus on this machine");
        citus = found.get().coordinator();
        session = Session.open(citus);
        session.execute("drop role if exists advised");
    }

    @AfterEach
    void leave() {
        if (session != null) {
            session.execute("drop role if exists advised");
            session.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"nocreatedb,permission denied to create database", "createdb,permission denied to create extension"})
    void whereCitusLetsNobodyMakeADatabaseTheClassificationJudgesAndTheReasonIsTold(String right, String reason)
            throws IOException {
        Server plain = account(right);
        try (var source = ScratchDatabase.on(TestClusters.embedded().coordinator()); Session tables = source.session()) {
            tables.execute(AdvisorTest.text("ads.sql"));
            Advice advice = new Advisor(Rule.ofTheLab()).judgedBy(plain).fromServer(tables.server(),
                    Optional.of(AdvisorTest.text("ads_queries.sql")), Optional.of(AdvisorTest.text("ads_rows.csv")));
            assertThat(advice.judgedBy()).contains("the lab's classification", reason);
            assertThat(advice.best().ran()).startsWith("not run").contains(reason);
            assertThat(advice.best().design().of("public.ads")).hasToString("by company_id");
            assertThat(AdvicePage.markdown(advice)).contains(reason);
        }
        assertThat(session.query("select from pg_database where datname like 'shardlab_advise%'").size()).isZero();
    }

    @Test
    void filesAreNotReadWhereNoDatabaseCanBeMadeAndTheErrorSaysWhatToDo() {
        Server plain = account("nocreatedb");
        assertThatThrownBy(() -> new Advisor(Rule.ofTheLab()).fromFiles(plain, "create table t (a int)",
                "select * from t where a = $1", Optional.empty())).isInstanceOf(LabException.class)
                .hasMessageContaining("permission denied to create database").hasMessageContaining("CREATEDB");
    }

    @Test
    void anExplainThatFailsForAnotherReasonIsNoRefusal() {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(citus,
                "create domain code as int check (value > 1000000); create table t (id bigint primary key, c code)",
                "select * from t where id = $1 and c = $2::code; select * from t where id = $1", Optional.of("t,100000"));
        Judgement judgement = advice.best().judgements().get(0);
        assertThat(advice.judgedBy()).contains("EXPLAIN");
        assertThat(judgement.verdict()).isEqualTo(Handling.ROUTER);
        assertThat(judgement.why()).contains("the lab's classification", "check constraint");
    }

    private Server account(String right) {
        session.execute("create role advised login password 'advised' " + right);
        return new Server(citus.name(), citus.host(), citus.port(), citus.database(), "advised", "advised",
                citus.options());
    }
}
