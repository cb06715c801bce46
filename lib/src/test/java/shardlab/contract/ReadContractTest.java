package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import shardlab.cluster.Capability;
import shardlab.sql.Session;

/** Queries of distributed tables answer as the same queries of the same rows in ordinary tables. */
class ReadContractTest extends ClusterContract {

    @BeforeEach
    void createTheLesson() {
        if (session != null) {
            ContractQueries.createTables(session);
        }
    }

    /** The ordinary tables answer first and are then distributed, so that both have the same rows. */
    @TestFactory
    List<DynamicTest> aDistributedTableAnswersAsAnOrdinaryOne() {
        var queries = ContractQueries.all();
        var expected = queries.values().stream().map(query -> ContractQueries.answer(session, query)).toList();
        ContractQueries.distribute(session);
        var answers = expected.iterator();
        return queries.entrySet().stream().map(query -> {
            var answer = answers.next();
            return DynamicTest.dynamicTest(query.getKey(),
                    () -> assertThat(ContractQueries.answer(session, query.getValue())).isEqualTo(answer));
        }).toList();
    }

    @Test
    void aJoinThatIsNotColocatedAnswersWhenRepartitioningIsOn() {
        String join = "select count(*), sum(d.quantity) from sale s join sale_detail d on d.sale_id = s.id";
        var expected = lines(join);
        ContractQueries.distribute(session);
        run("set citus.enable_repartition_joins = on");
        try {
            assertThat(lines(join)).isEqualTo(expected);
        } finally {
            run("reset citus.enable_repartition_joins");
        }
    }

    @Test
    void aJoinThatNeedsRepartitioningIsRefusedWhereRepartitioningIsAThing() {
        ContractQueries.distribute(session);
        String join = "select count(*) from sale s join sale_detail d on d.sale_id = s.id";
        if (engine.can(Capability.REPARTITION_JOIN)) {
            assertRefused(join, "XX000", "the query contains a join that requires repartitioning");
        } else {
            assertThat(number(join)).isEqualTo(3_000);
        }
    }

    @Test
    void aPreparedStatementAnswersWithManyParametersAfterTheServerPreparesIt() {
        ContractQueries.distribute(session);
        var settings = new Properties();
        settings.setProperty("prepareThreshold", "1");
        try (Session preparing = engine.open(settings)) {
            for (int round = 0; round < 3; round++) {
                for (String state : List.of("CA", "TX", "FL", "NY", "PA", "IL")) {
                    assertThat(lines(preparing, "select state, count(*) from sale where state = ? group by state",
                            state))
                            .containsExactly(state + "|150");
                    assertThat(lines(preparing, "select count(*) from sale s join sale_detail d using (state) "
                            + "where state = ? and s.id = d.sale_id and d.line = ?", state, 1)).containsExactly("150");
                }
            }
        }
    }

    @Test
    void aGenericPlanAnswersForEveryParameter() {
        ContractQueries.distribute(session);
        try (Session other = engine.open()) {
            other.execute("set plan_cache_mode = force_generic_plan");
            other.execute("prepare by_key (text, bigint) as select total from sale where state = $1 and id = $2");
            for (int id = 1; id <= 20; id++) {
                var expected = lines(session, "select total from sale where id = " + id);
                String state = text("select state from sale where id = " + id);
                assertThat(lines(other, "execute by_key ('" + state + "', " + id + ")")).isEqualTo(expected);
                assertThat(lines(other, "execute by_key ('XX', " + id + ")")).isEmpty();
            }
        }
    }

    @Test
    void aPreparedJavaIntFindsItsRowInABigintColumn() throws SQLException {
        run("create table orders (id bigint primary key, note text)",
                "insert into orders select g, 'note ' || g from generate_series(1, 50) g",
                "select create_distributed_table('orders', 'id', shard_count := 4)");
        try (var statement = session.jdbc().prepareStatement("select note from orders where id = ?")) {
            for (int id = 1; id <= 12; id++) {
                statement.setInt(1, id);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("note " + id);
                }
            }
        }
    }

    @Test
    void rowsAreStreamedThroughACursor() throws SQLException {
        ContractQueries.distribute(session);
        session.transaction(() -> {
            try (var statement = session.jdbc().createStatement()) {
                statement.setFetchSize(100);
                int rows = 0;
                try (var result = statement.executeQuery("select * from sale")) {
                    while (result.next()) {
                        rows++;
                    }
                }
                assertThat(rows).isEqualTo(1_500);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aViewOfDistributedTablesAnswers() {
        ContractQueries.distribute(session);
        run("create view vip_sale as select s.* from sale s join customer c on c.state = s.state and c.id = s.customer_id "
                + "where c.vip");
        assertThat(number("select count(*) from vip_sale")).isPositive()
                .isEqualTo(number("select count(*) from sale where customer_id in (select id from customer where vip)"));
    }

    @Test
    void aTableIsCreatedFromAQuery() {
        ContractQueries.distribute(session);
        run("create table summary as select state, count(*) as sales from sale group by state");
        assertThat(lines("select count(*), sum(sales) from summary")).containsExactly("10|1500");
    }

    @Test
    void theColumnsOfADistributedTableAreKept() {
        var before = session.query("select * from sale limit 0").columns();
        ContractQueries.distribute(session);
        assertThat(session.query("select * from sale limit 0").columns()).isEqualTo(before);
    }

    /** The other shards cannot answer: they are renamed on their workers. So an answer comes from one shard alone. */
    @Test
    void aQueryByDistributionColumnTouchesOneShard() {
        run("create table lone (id int, note text)", "select create_distributed_table('lone', 'id', shard_count := 4)",
                "insert into lone select g, 'x' from generate_series(1, 40) g");
        try (Session other = engine.open()) {
            other.execute("set plan_cache_mode = force_generic_plan");
            other.execute("prepare one (int) as select id from lone where id = $1");
            assertThat(lines(other, "execute one (1)")).containsExactly("1");
            other.execute("set client_min_messages = error");
            hideShardsExceptThatOf(1);
            try {
                assertThat(lines("select id from lone where id = 1")).containsExactly("1");
                assertThat(session.update("update lone set note = 'y' where id = 1")).isEqualTo(1);
                assertThat(lines(other, "execute one (1)")).containsExactly("1");
                assertThat(refusal("select count(*) from lone").sqlState()).isEqualTo("42P01");
            } finally {
                showShards();
            }
        }
        assertThat(number("select count(*) from lone")).isEqualTo(40);
    }

    private void hideShardsExceptThatOf(int id) {
        long shard = number("select get_shard_id_for_distribution_column('lone', ?)", id);
        assertThat(lines("select success from run_command_on_placements('lone', $cmd$do $do$ begin "
                + "if '%1$s' <> 'contract.lone_" + shard + "' then "
                + "execute 'alter table %1$s rename to hidden_' || split_part('%1$s', '.', 2); end if; end $do$$cmd$)"))
                .containsOnly("true");
    }

    private void showShards() {
        assertThat(lines("select success from run_command_on_workers($cmd$do $do$ declare shard name; begin "
                + "for shard in select relname from pg_class where relname like 'hidden\\_lone\\_%' loop execute "
                + "format('alter table contract.%I rename to %I', shard, substr(shard, 8)); end loop; end $do$$cmd$)"))
                .containsOnly("true");
    }
}
