package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reference table holds the same rows on every node, whatever is written to it. */
class ReferenceTableContractTest extends ClusterContract {

    @BeforeEach
    void createCategories() {
        if (session != null) {
            run("create table category (id int primary key, name text)",
                    "insert into category select g, 'category ' || g from generate_series(1, 10) g",
                    "select create_reference_table('category')");
        }
    }

    /** One line for all nodes: were they not the same, there would be more than one. */
    private void assertEveryNodeHolds(String countAndSum) {
        assertThat(lines("select count(*) || '|' || coalesce(sum(id), 0) from category")).containsExactly(countAndSum);
        var copies = lines("select result from run_command_on_placements('category', "
                + "$$select count(*) || '|' || coalesce(sum(id), 0) from %s$$)");
        assertThat(copies).hasSize(engine.workers().size() + 1).containsOnly(countAndSum);
        var contents = lines("select distinct result from run_command_on_placements('category', "
                + "$$select md5(coalesce(string_agg(t::text, ',' order by id), '')) from %s t$$)");
        assertThat(contents).hasSize(1);
    }

    @Test
    void aFilledTableIsCopiedToEveryNode() {
        assertEveryNodeHolds("10|55");
    }

    @Test
    void insertReachesEveryNode() {
        run("insert into category values (11, 'eleven'), (12, 'twelve')");
        assertEveryNodeHolds("12|78");
    }

    @Test
    void updateReachesEveryNode() {
        run("update category set id = id + 100, name = upper(name) where id > 5");
        assertEveryNodeHolds("10|555");
        assertThat(lines("select name from category where id = 106")).containsExactly("CATEGORY 6");
    }

    @Test
    void deleteReachesEveryNode() {
        run("delete from category where id <= 5");
        assertEveryNodeHolds("5|40");
    }

    @Test
    void truncateReachesEveryNode() {
        run("truncate category");
        assertEveryNodeHolds("0|0");
    }

    @Test
    void copyReachesEveryNode() {
        long copied = session.copyIn("copy category from stdin (format csv)",
                out -> out.write("20,twenty\n21,\"twenty, one\"\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(copied).isEqualTo(2);
        assertEveryNodeHolds("12|96");
    }

    @Test
    void insertOfAQueryReachesEveryNode() {
        run("insert into category select id + 1000, name from category");
        assertEveryNodeHolds("20|10110");
    }

    @Test
    void upsertReachesEveryNode() {
        run("insert into category values (1, 'first'), (11, 'eleventh') "
                + "on conflict (id) do update set name = excluded.name");
        assertEveryNodeHolds("11|66");
        assertThat(lines("select name from category where id = 1")).containsExactly("first");
    }

    @Test
    void aRefusedWriteChangesNoNode() {
        assertThat(refusal("insert into category values (11, 'eleven'), (1, 'again')").sqlState()).isEqualTo("23505");
        assertEveryNodeHolds("10|55");
    }

    @Test
    void aRolledBackWriteChangesNoNode() {
        RuntimeException stop = new IllegalStateException("roll back");
        assertThatThrownBy(() -> session.transaction(() -> {
            run("insert into category values (11, 'eleven')", "delete from category where id = 1");
            throw stop;
        })).isSameAs(stop);
        assertEveryNodeHolds("10|55");
    }

    @Test
    void severalWritesOfOneTransactionReachEveryNode() {
        session.transaction(() -> {
            run("insert into category values (11, 'eleven')", "update category set name = 'x' where id = 11",
                    "delete from category where id = 10");
            assertThat(number("select count(*) from category")).isEqualTo(10);
        });
        assertEveryNodeHolds("10|56");
    }

    @Test
    void valuesThatTheServerMakesUpAreTheSameOnEveryNode() {
        run("create table coupon (id serial primary key, code text default md5(random()::text), at timestamptz default "
                + "clock_timestamp())", "select create_reference_table('coupon')",
                "insert into coupon (id) values (default), (default), (default)");
        assertThat(lines("select distinct result from run_command_on_placements('coupon', "
                + "$$select string_agg(t::text, ',' order by id) from %s t$$)")).hasSize(1);
        assertThat(lines("select id from coupon order by id")).containsExactly("1", "2", "3");
    }

    @Test
    void returningGivesTheRowsThatWereWritten() {
        assertThat(lines("insert into category values (11, 'eleven') returning id, name")).containsExactly("11|eleven");
        assertThat(lines("update category set name = 'x' where id = 11 returning name")).containsExactly("x");
        assertThat(lines("delete from category where id = 11 returning *")).containsExactly("11|x");
    }

    @Test
    void theNumberOfRowsWrittenIsToldOnce() {
        assertThat(session.update("insert into category values (11, 'a'), (12, 'b')")).isEqualTo(2);
        assertThat(session.update("update category set name = 'c' where id > 10")).isEqualTo(2);
        assertThat(session.update("delete from category where id > 10")).isEqualTo(2);
    }

    @Test
    void aReferenceTableJoinsWithADistributedTable() {
        run("create table sale (id int, category_id int)",
                "select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale select g, g % 10 + 1 from generate_series(1, 100) g");
        assertThat(lines("select c.name, count(*) from sale s join category c on c.id = s.category_id "
                + "where c.id < 3 group by c.name order by c.name")).containsExactly("category 1|10", "category 2|10");
    }

    @Test
    void aTextColumnAndQuotedNamesAreCopied() {
        run("create table \"Payment Method\" (\"Code%\" text primary key, \"a'b\" text[])",
                "insert into \"Payment Method\" values ('it''s', array['x,y', null, '\"'])",
                "select create_reference_table('\"Payment Method\"')",
                "insert into \"Payment Method\" values ('back\\slash', '{}')");
        assertThat(lines("select distinct success, result from run_command_on_placements('\"Payment Method\"', "
                + "$$select string_agg(t::text, ',' order by \"Code%%\") from %s t$$)")).hasSize(1)
                .first().asString().startsWith("true|").contains("it's", "x,y");
        assertThat(number("select count(*) from \"Payment Method\"")).isEqualTo(2);
    }
}
