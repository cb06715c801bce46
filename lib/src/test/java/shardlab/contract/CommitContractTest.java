package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.sql.SqlException;

/** A transaction whose commit is refused by a deferred constraint leaves nothing on any worker. */
class CommitContractTest extends ClusterContract {

    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String UNIQUE_VIOLATION = "23505";

    @BeforeEach
    void createParentsAndChildren() {
        if (session != null) {
            run("create table parent (id int primary key)",
                    "create table child (id int, n int, primary key (id, n), "
                            + "foreign key (id) references parent deferrable initially deferred)",
                    "select create_distributed_table('parent', 'id', shard_count := 8)",
                    "select create_distributed_table('child', 'id', colocate_with := 'parent')");
        }
    }

    private void assertCommitRefused(String sqlState, String... statements) {
        SqlException refused = catchThrowableOfType(SqlException.class,
                () -> session.transaction(() -> run(statements)));
        assertThat(refused).as("%s refuses the commit", engine).isNotNull();
        assertThat(refused.sqlState()).isEqualTo(sqlState);
    }

    @Test
    void childrenMayComeBeforeTheirParents() {
        session.transaction(() -> run("insert into child select g, 1 from generate_series(1, 40) g",
                "insert into parent select generate_series(1, 40)"));
        assertThat(number("select count(*) from child")).isEqualTo(40);
    }

    @Test
    void oneOrphanTakesAllRowsBack() {
        run("insert into parent select generate_series(1, 40)");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "insert into child select g, 1 from generate_series(1, 41) g");
        assertThat(number("select count(*) from child")).isZero();
        assertThat(refusal("insert into child select g, 1 from generate_series(1, 41) g").sqlState())
                .isEqualTo(FOREIGN_KEY_VIOLATION);
        assertThat(number("select count(*) from child")).isZero();
    }

    @Test
    void aDeletedParentOfOneChildTakesAllRowsBack() {
        run("insert into parent select generate_series(1, 40)", "insert into child values (20, 1)");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "delete from parent");
        assertThat(number("select count(*) from parent")).isEqualTo(40);
    }

    @Test
    void aSavepointThatIsRolledBackDoesNotTakeTheCheckAlong() {
        run("insert into parent select generate_series(1, 40)");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "savepoint one",
                "insert into child select g, 1 from generate_series(1, 41) g",
                "rollback to savepoint one", "insert into child select g, 2 from generate_series(1, 41) g");
        assertThat(number("select count(*) from child")).isZero();
    }

    @Test
    void aDuplicateThatIsFoundAtTheEndTakesAllRowsBack() {
        run("create table seat (id int, n int, unique (id, n) deferrable initially deferred)",
                "select create_distributed_table('seat', 'id', shard_count := 8)");
        assertCommitRefused(UNIQUE_VIOLATION, "insert into seat select g, 1 from generate_series(1, 40) g",
                "insert into seat values (7, 1)");
        assertThat(number("select count(*) from seat")).isZero();
    }

    @Test
    void aKeyDeclaredAfterwardsIsCheckedToo() {
        run("create table pet (id int, n int)", "select create_distributed_table('pet', 'id', colocate_with := 'parent')",
                "insert into parent select generate_series(1, 40)", "insert into pet values (1, 1)",
                "alter table pet add constraint pet_parent foreign key (id) references parent (id) "
                        + "deferrable initially deferred");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "insert into pet select g, 1 from generate_series(1, 41) g");
        assertThat(number("select count(*) from pet")).isEqualTo(1);
    }

    @Test
    void aRowThatACascadeReachesIsCheckedToo() {
        run("create table toy (id int, n int, foreign key (id, n) references child deferrable initially deferred)",
                "select create_distributed_table('toy', 'id', colocate_with := 'parent')",
                "alter table child drop constraint child_id_fkey",
                "alter table child add constraint child_parent foreign key (id) references parent (id) on delete cascade",
                "insert into parent select generate_series(1, 40)",
                "insert into child select g, 1 from generate_series(1, 40) g",
                "insert into toy values (13, 1)");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "delete from parent");
        assertThat(number("select count(*) from parent")).isEqualTo(40);
        assertThat(number("select count(*) from child")).isEqualTo(40);
    }

    @Test
    void aReferenceTableIsCheckedToo() {
        run("create table kind (id int primary key)", "select create_reference_table('kind')", "insert into kind values (1)",
                "create table item (id int, kind int references kind deferrable initially deferred)",
                "select create_distributed_table('item', 'id', shard_count := 8)", "insert into item values (1, 1)");
        assertCommitRefused(FOREIGN_KEY_VIOLATION, "delete from kind where id = 1",
                "insert into item select g, 1 from generate_series(2, 40) g");
        assertThat(number("select count(*) from item")).isEqualTo(1);
        assertThat(lines("select distinct result from run_command_on_placements('kind', 'select count(*) from %s')"))
                .containsExactly("1");
    }
}
