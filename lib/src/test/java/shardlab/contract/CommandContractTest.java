package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Commands run on workers, shards and placements, and what each answered comes back as Citus gives it. */
class CommandContractTest extends ClusterContract {

    private void createSales() {
        run("create table sale (id int, note text)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale select g, 'x' from generate_series(1, 100) g");
    }

    private void assertEveryWorkerAnswers(String command, String successAndResult) {
        assertThat(lines("select success, result from run_command_on_workers(?)", command)).as(command)
                .hasSize(engine.workers().size()).containsOnly(successAndResult);
    }

    @Test
    void aQueryAnswersWithItsOnlyValue() {
        assertEveryWorkerAnswers("select 6 * 7", "true|42");
        assertEveryWorkerAnswers("select true", "true|t");
        assertEveryWorkerAnswers("select null::text", "true|");
        assertEveryWorkerAnswers("select '%s %I'", "true|%s %I");
    }

    @Test
    void aQueryWithoutRowsAnswersWithAnEmptyText() {
        assertEveryWorkerAnswers("select 1 where false", "true|");
    }

    @Test
    void aCommandAnswersWithItsTag() {
        assertEveryWorkerAnswers("create table contract.scratch (a int)", "true|CREATE TABLE");
        assertEveryWorkerAnswers("insert into contract.scratch values (1), (2)", "true|INSERT 0 2");
        assertEveryWorkerAnswers("update contract.scratch set a = 3", "true|UPDATE 2");
        assertEveryWorkerAnswers("delete from contract.scratch", "true|DELETE 2");
        assertEveryWorkerAnswers("drop table contract.scratch", "true|DROP TABLE");
    }

    @Test
    void anErrorOnAWorkerIsAnAnswerNotAFailure() {
        assertEveryWorkerAnswers("select 1 / 0", "false|ERROR:  division by zero");
        assertEveryWorkerAnswers("select * from contract.nowhere",
                "false|ERROR:  relation \"contract.nowhere\" does not exist");
    }

    @Test
    void moreThanOneValueIsAnErrorOfThatWorker() {
        assertEveryWorkerAnswers("select 1, 2", "false|expected a single column in query target");
        assertEveryWorkerAnswers("select generate_series(1, 3)", "false|expected a single row in query result");
    }

    @Test
    void workersAnswerUnderTheirAddress() {
        assertThat(lines("select nodename, nodeport from run_command_on_workers('select 1') order by 1, 2"))
                .isEqualTo(lines("select nodename, nodeport from pg_dist_node where groupid > 0 order by 1, 2"));
        assertThat(lines("select distinct result from run_command_on_workers('select groupid from pg_dist_local_group')"))
                .hasSize(engine.workers().size()).doesNotContain("0");
    }

    @Test
    void oneWorkersFailureIsNotTheOthers() {
        var first = engine.registeredWorkers().get(0);
        long group = number("select groupid from pg_dist_node where nodename = ? and nodeport = ?",
                first.host(), first.port());
        assertThat(lines("select nodename, nodeport, success from run_command_on_workers("
                + "'select 1 / (groupid - " + group + ") from pg_dist_local_group')"))
                .contains(first.host() + "|" + first.port() + "|false").filteredOn(line -> line.endsWith("|true"))
                .hasSize(engine.workers().size() - 1);
    }

    @Test
    void commandsRunOneAfterTheOtherIfAsked() {
        assertThat(lines("select result from run_command_on_workers('select 1', parallel := false)"))
                .hasSize(engine.workers().size()).containsOnly("1");
    }

    @Test
    void everyShardAnswersForItsOwnRows() {
        createSales();
        assertThat(lines("select shardid from run_command_on_shards('sale', 'select count(*) from %s') order by 1"))
                .isEqualTo(lines("select shardid from pg_dist_shard where logicalrelid = 'sale'::regclass order by 1"));
        assertThat(number("select sum(result::int) from run_command_on_shards('sale', 'select count(*) from %s')"))
                .isEqualTo(100);
    }

    @Test
    void aShardsNameIsPastedQualifiedAndQuoted() {
        run("create table \"Weird Table\" (id int)",
                "select create_distributed_table('\"Weird Table\"', 'id', shard_count := 4)");
        assertThat(lines("select result = 'contract.\"Weird Table_' || shardid || '\"' "
                + "from run_command_on_shards('\"Weird Table\"', $$select '%s'$$)")).hasSize(4).containsOnly("true");
        assertThat(lines("select result = 'contract.\"Weird Table_' || shardid || '\"' "
                + "from run_command_on_placements('\"Weird Table\"', $$select '%s'$$)")).hasSize(4)
                .containsOnly("true");
    }

    @Test
    void aWriteOnTheShardsIsSeenThroughTheTable() {
        createSales();
        assertThat(lines("select sum(split_part(result, ' ', 2)::int), bool_and(result like 'UPDATE %') "
                + "from run_command_on_shards('sale', $$update %s set note = 'y' where id <= 10$$)"))
                .containsExactly("10|true");
        assertThat(number("select count(*) from sale where note = 'y'")).isEqualTo(10);
    }

    @Test
    void errorsOfShardsAreAnswers() {
        createSales();
        assertThat(lines("select success, result from run_command_on_shards('sale', 'select 1 / 0 from %s')"))
                .hasSize(4).containsOnly("false|ERROR:  division by zero");
        assertThat(lines("select success, result from run_command_on_shards('sale', 'select * from %s')"))
                .hasSize(4).containsOnly("false|expected a single column in query target");
    }

    @Test
    void placementsAnswerUnderTheAddressOfTheirNode() {
        createSales();
        assertThat(lines("select shardid, nodename, nodeport from run_command_on_placements('sale', "
                + "'select count(*) from %s') order by 1"))
                .isEqualTo(lines("select shardid, nodename, nodeport from citus_shards where table_name = 'sale'::regclass "
                        + "order by 1"));
        run("create table category (id int)", "select create_reference_table('category')");
        assertThat(lines("select nodename, nodeport from run_command_on_placements('category', 'select count(*) from %s') "
                + "order by 1, 2")).isEqualTo(lines("select nodename, nodeport from pg_dist_node order by 1, 2"));
    }

    @Test
    void aReferenceTableAnswersAsOneShard() {
        run("create table category (id int)", "insert into category values (1), (2)",
                "select create_reference_table('category')");
        assertThat(lines("select result from run_command_on_shards('category', 'select count(*) from %s')"))
                .containsExactly("2");
    }

    @Test
    void allNodesAnswerUnderTheirNumber() {
        assertThat(lines("select nodeid, success, result from run_command_on_all_nodes('select 1') order by nodeid"))
                .isEqualTo(lines("select nodeid, true, '1' from pg_dist_node order by nodeid"));
        assertThat(lines("select nodeid, success, result from run_command_on_coordinator('select 1')"))
                .isEqualTo(lines("select nodeid, true, '1' from pg_dist_node where groupid = 0"));
    }
}
