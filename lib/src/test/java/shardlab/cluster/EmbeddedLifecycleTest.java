package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;

class EmbeddedLifecycleTest extends LifecycleContract {

    @Override
    String engine() {
        return "embedded";
    }

    /** A worker is given what a commit leaves that a crash cut off: a row more, a row less, a row that was changed. */
    @Test
    void copiesOfReferenceTablesAreAlikeAgainAfterACrash() {
        try (var session = cluster.session()) {
            session.execute("create table rate (id int primary key, \"the rate's\" numeric, double int "
                    + "generated always as (id * 2) stored)");
            session.execute("create table remark (body text)");
            session.query("select create_reference_table('rate'), create_reference_table('remark')");
            session.execute("create table bill (id int, rate int references rate)");
            session.query("select create_distributed_table('bill', 'id')");
            session.execute("insert into rate values (1, 0.1), (2, 0.2), (3, null); insert into bill values (1, 2), (2, 2)");
            session.execute("insert into remark values ('a'), ('a'), (null), (null)");
        }
        change(cluster.nodes().get(2), "insert into %rate values (4, 0.4); delete from %rate where id = 1; "
                + "update %rate set \"the rate's\" = 7 where id = 2");
        change(cluster.nodes().get(3), "delete from %remark; insert into %remark values ('a'), (null), ('b')");
        cluster.kill(cluster.nodes().get(2));
        reopen();
        try (var session = cluster.session()) {
            assertThat(texts(session, "rate")).containsExactly("(1,0.1,2) (2,0.2,4) (3,,6)");
            assertThat(texts(session, "remark")).containsExactly("() () (a) (a)");
            session.execute("insert into rate values (4, 0.5); update rate set \"the rate's\" = 1 where id = 1");
            assertThat(session.query("select count(*) from bill").singleNumber()).isEqualTo(2);
            session.execute("drop table bill, rate, remark");
        }
    }

    /** On a worker alone, behind the coordinator's back; {@code %rate} stands for the copy's name. */
    private void change(Node worker, String statements) {
        try (var coordinator = cluster.session(); var session = cluster.session(worker.server())) {
            String sql = statements;
            for (String table : List.of("rate", "remark")) {
                sql = sql.replace("%" + table, coordinator.query("select shard_name(logicalrelid, shardid) "
                        + "from pg_dist_shard where logicalrelid = ?::regclass", table).singleText());
            }
            session.execute(sql);
        }
    }

    private static List<String> texts(Session session, String table) {
        return session.query(String.format("select distinct result from run_command_on_placements('%s', "
                + "$$select string_agg(r::text, ' ' order by r::text) from %%s r$$)", table)).stream()
                .map(row -> row.text("result")).toList();
    }
}
