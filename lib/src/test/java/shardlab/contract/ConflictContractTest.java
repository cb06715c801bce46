package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.cluster.Capability;

/** INSERT … ON CONFLICT does what Citus does, or is refused; no other statement is. */
class ConflictContractTest extends ClusterContract {

    @BeforeEach
    void createPages() {
        if (session != null) {
            run("create table page (site int, url text, views bigint not null, primary key (site, url))",
                    "select create_distributed_table('page', 'site', shard_count := 4)",
                    "create function hit(s int, u text) returns void language plpgsql as $$ begin "
                            + "insert into contract.page as p values (s, u, 1) "
                            + "on conflict (site, url) do update set views = p.views + 1; end $$");
        }
    }

    /** Runs a statement twice: the page has two views then, or the engine has refused both and there is no page. */
    private void assertCountsTwiceOrIsRefused(int site, String upsert) {
        for (int time = 0; time < 2; time++) {
            if (engine.can(Capability.ON_CONFLICT_DO_UPDATE)) {
                run(upsert);
            } else {
                assertRefused(upsert, "0A000", "the embedded engine has no ON CONFLICT with a target on distributed tables");
            }
        }
        assertThat(lines("select views from page where site = ?", site))
                .isEqualTo(engine.can(Capability.ON_CONFLICT_DO_UPDATE) ? List.of("2") : List.of());
    }

    @Test
    void everyFormOfDoUpdateCountsOrIsRefused() {
        assertCountsTwiceOrIsRefused(1, "insert into page values (1, '/', 1) on conflict (site, url) "
                + "do update set views = page.views + 1");
        assertCountsTwiceOrIsRefused(2, "insert into page values (2, '/', 1) on conflict on constraint page_pkey "
                + "do update set views = page.views + 1");
        assertCountsTwiceOrIsRefused(3, "insert into page select 3, '/', g from generate_series(1, 1) g "
                + "on conflict (site, url) do update set views = page.views + excluded.views");
        assertCountsTwiceOrIsRefused(4, "select hit(4, '/')");
        assertCountsTwiceOrIsRefused(5, "do $$ begin perform contract.hit(5, '/'); end $$");
    }

    @Test
    void doNothingWithATargetKeepsTheRowOrIsRefused() {
        run("insert into page values (1, '/', 1)");
        String insert = "insert into page values (1, '/', 7) on conflict (site, url) do nothing";
        if (engine.can(Capability.ON_CONFLICT_DO_UPDATE)) {
            run(insert);
        } else {
            assertThat(refusal(insert).sqlState()).isEqualTo("0A000");
        }
        assertThat(lines("select views from page")).containsExactly("1");
    }

    @Test
    void theDistributionColumnIsNotSet() {
        assertThat(refusal("insert into page values (1, '/', 1) on conflict (site, url) do update set site = 3").sqlState())
                .isEqualTo("0A000");
    }

    @Test
    void wordsInDataAndCommentsRefuseNothing() {
        run("insert into page values (1, 'insert into t values (1) on conflict (id) do update set n = 2', 1)",
                "insert into page values (2, '/', 1) /* on conflict (site) do nothing */",
                "insert into page values (2, '/', 9) on conflict do nothing");
        assertThat(lines("select views from page order by site")).containsExactly("1", "1");
    }

    @Test
    void anUpdateBesideAnInsertIsNoConflict() {
        String upsert = "with changed as (update page set views = views + 1 where site = 1 and url = '/' returning 1) "
                + "insert into page select 1, '/', 1 where not exists (select from changed)";
        run(upsert, upsert);
        session.transaction(() -> run("insert into page values (7, '/', 1)", upsert,
                "update page set views = views + 1 where site = 7"));
        assertThat(lines("select site, views from page order by site")).containsExactly("1|3", "7|2");
        run("insert into page values (8, '/', 1); update page set views = 5 where site = 8",
                "do $$ begin insert into contract.page values (9, '/', 1); update contract.page set views = 5 "
                        + "where site = 9; update contract.page set views = 6 where site = null; end $$");
        assertThat(lines("select views from page where site in (8, 9)")).containsExactly("5", "5");
    }

    @Test
    void copyIntoATableWithAKeyIsNoConflict() {
        assertThat(session.copyIn("copy page from stdin (format csv)",
                out -> out.write("1,/,1\n2,/,1\n".getBytes(StandardCharsets.UTF_8)))).isEqualTo(2);
    }
}
