package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

class ClusterTest {

    @Test
    void everyNodeAnswersOverTcp() {
        var cluster = TestClusters.embedded();
        assertThat(cluster.nodes()).hasSize(5).allMatch(Node::active);
        for (Node node : cluster.nodes()) {
            try (var session = cluster.session(node.server())) {
                assertThat(session.query("select inet_server_port()").singleNumber()).isEqualTo(node.server().port());
            }
        }
    }
}
