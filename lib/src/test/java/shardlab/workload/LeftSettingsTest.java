package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

class LeftSettingsTest {

    private static final String SETTING = NodeSetting.BUCKETS_PER_NODE;

    @Test
    void whatAKilledProcessHasSetIsPutBackByTheNextThatOpensTheCluster() {
        Cluster cluster = citus();
        Session killed = cluster.session();
        NodeSetting.noted(killed, SETTING).set("7");
        end(cluster, killed);
        assertThat(set(cluster)).isEqualTo("7");

        LeftSettings.putBack(cluster);

        assertThat(set(cluster)).isNull();
        assertThat(hasNotes(cluster)).isFalse();
    }

    @Test
    void whatALivingSessionUsesIsLeftAlone() {
        Cluster cluster = citus();
        try (Session living = cluster.session(); var setting = NodeSetting.noted(living, SETTING)) {
            setting.set("9");
            LeftSettings.putBack(cluster);

            assertThat(set(cluster)).isEqualTo("9");
            assertThat(hasNotes(cluster)).isTrue();
        }
        assertThat(set(cluster)).isNull();
        assertThat(hasNotes(cluster)).isFalse();
    }

    @Test
    void whatWasSetBeforeTheLabIsSetAgain() {
        Cluster cluster = citus();
        try (Session own = cluster.session(); var mine = new NodeSetting(own, SETTING)) {
            mine.set("5");
            Session killed = cluster.session();
            NodeSetting.noted(killed, SETTING).set("7");
            end(cluster, killed);

            LeftSettings.putBack(cluster);

            assertThat(set(cluster)).isEqualTo("5");
        }
        assertThat(set(cluster)).isNull();
    }

    private static Cluster citus() {
        var found = TestClusters.installed();
        Assumptions.assumeTrue(found.isPresent(), "no PostgreSQL with Citus on this machine: only there is the setting");
        return found.get();
    }

    /** What a kill of its process does to a session: the server ends it, and nobody has closed anything. */
    private static void end(Cluster cluster, Session killed) {
        long pid = killed.query("select pg_backend_pid()").singleNumber();
        try (Session other = cluster.session()) {
            other.query("select pg_terminate_backend(?, 10000)", (int) pid);
        }
    }

    private static String set(Cluster cluster) {
        try (Session session = cluster.session()) {
            return session.query(NodeSetting.sql("setting_of_file"), SETTING).stream().map(row -> row.text("setting"))
                    .findFirst().orElse(null);
        }
    }

    private static boolean hasNotes(Cluster cluster) {
        try (Session session = cluster.session()) {
            return session.query("select 1 from pg_namespace where nspname = 'lab_settings'").size() > 0;
        }
    }
}
