package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import shardlab.advise.Advice;
import shardlab.advise.Advisor;
import shardlab.advise.RowSpread;
import shardlab.advise.Rule;
import shardlab.sharding.NodeRows;
import shardlab.sharding.Sharding;

/** What the advisor expects of rows, from statistics alone, is what the cluster then has. */
class AdviceContractTest extends ClusterContract {

    private static final String STATES = """
            create table sold (state char(2) not null, id int not null, day date not null, note varchar(20));
            insert into sold
            select (array['CA','TX','FL','NY','PA','IL','OH','GA','NC','MI'])[1 + least(9, n % 13 * n % 11)],
                   n, date '2026-01-01' + n / 700, 'note ' || n % 7
            from   generate_series(0, 6999) as n;
            analyze sold""";
    private static final String QUERIES = "select * from contract.sold where %s = $1";

    @Test
    void tenStatesFillTheShardsAndWorkersThatTheAdvisorExpects() {
        session.execute(STATES);
        assertHolds("state", "char(2)");
    }

    @Test
    void daysAndVaryingTextsDoSo() {
        session.execute(STATES);
        assertHolds("day", "date");
        session.execute("drop table sold");
        session.execute(STATES);
        assertHolds("note", "varchar");
    }

    @Test
    void whatASubqueryReturnsIsNoParameter() {
        session.execute(STATES);
        Advice advice = new Advisor(Rule.ofTheLab()).fromServer(session.server(), Optional.of(
                "select * from contract.sold where state = (select max(state) from contract.sold)"), Optional.empty());
        assertThat(advice.queries()).hasSize(1);
    }

    private void assertHolds(String column, String type) {
        RowSpread expected = spread(column);
        session.execute("select create_distributed_table('sold', '" + column + "')");
        List<NodeRows> nodes = new Sharding(session).rowsPerNode("sold");
        Map<Double, Long> counted = nodes.stream().collect(Collectors.groupingBy(node -> (double) node.rows(),
                Collectors.counting()));
        assertThat(counted).as(type).isEqualTo(expected.workers().stream().collect(Collectors.groupingBy(part ->
                (double) Math.round(part * 7000), Collectors.counting())));
        long most = new Sharding(session).rowsPerShard("sold").stream().mapToLong(shard -> shard.rows()).max().orElseThrow();
        assertThat(expected.fullestShard() * 7000).as(type).isCloseTo((double) most, within(0.5));
    }

    private RowSpread spread(String column) {
        Advice advice = new Advisor(Rule.ofTheLab()).fromServer(session.server(),
                Optional.of(QUERIES.formatted(column)), Optional.empty());
        return advice.designs().stream().flatMap(design -> design.spreads().stream())
                .filter(spread -> spread.table().equals("contract.sold") && spread.column().equals(column)).findFirst()
                .orElseThrow();
    }
}
