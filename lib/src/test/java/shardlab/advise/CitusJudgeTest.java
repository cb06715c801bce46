package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.process.Finished;
import shardlab.process.Program;
import shardlab.sql.Libpq;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

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

    @ParameterizedTest
    @ValueSource(strings = {"ads", "tpcc"})
    void psqlRunsADesignsScriptAndTablesLieAsTheDesignSays(String workload, @TempDir Path folder) throws IOException {
        boolean psql = !Program.onPath("psql").isEmpty();
        Assumptions.assumeTrue(psql, () -> {
            System.out.println("no script is run by psql: it is not on the PATH");
            return "there is no psql on the PATH";
        });
        RankedDesign best = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(),
                AdvisorTest.text(workload + ".sql"), AdvisorTest.text(workload + "_queries.sql"),
                Optional.of(AdvisorTest.text(workload + "_rows.csv"))).best();
        Path script = Files.writeString(folder.resolve("design-1.sql"), best.script());
        try (var fresh = ScratchDatabase.on(citus); Session tables = fresh.session()) {
            makeCluster(tables);
            tables.execute(AdvisorTest.text(workload + ".sql"));
            Finished run = Program.of("psql", "-X", "-v", "ON_ERROR_STOP=1", "-f", script.toString())
                    .with(Libpq.variables(tables.server())).run();
            assertThat(run.status()).as(run.said()).isZero();
            assertThat(places(tables)).isEqualTo(best.design().places().entrySet().stream()
                    .filter(each -> each.getValue().kind() != TablePlace.PlaceKind.LOCAL)
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString())));
        }
    }

    private void makeCluster(Session fresh) {
        Rows.Row here = session.query(SqlFile.read("advise/citus_here.sql")).row(0);
        fresh.execute("create extension citus");
        fresh.query(SqlFile.read("advise/citus_host.sql"), here.text("host"), here.integer("port"));
        fresh.query(SqlFile.read("advise/citus_shards.sql"));
    }

    private static Map<String, String> places(Session tables) {
        return tables.query("select 'public.' || table_name::text as name, case citus_table_type when 'distributed' "
                + "then 'by ' || distribution_column else citus_table_type end as place from citus_tables").stream()
                .collect(Collectors.toMap(row -> row.text("name"), row -> row.text("place")));
    }

    private Server account(String right) {
        session.execute("create role advised login password 'advised' " + right);
        return new Server(citus.name(), citus.host(), citus.port(), citus.database(), "advised", "advised",
                citus.options());
    }
}
