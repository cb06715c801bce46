package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final int SENT = 1_000_000;

    @BeforeEach
    void countersAreThere() {
        if (Traffic.loopback().isEmpty()) {
            System.out.println("traffic not tested: this system has no /proc/net/dev");
        }
        Assumptions.assumeTrue(Traffic.loopback().isPresent(), "this system has no /proc/net/dev");
    }

    @Test
    void whatIsSentOverLoopbackIsCounted() {
        var seen = Traffic.loopback().orElseThrow().around(TrafficTest::send);

        assertThat(seen.answer()).isEqualTo(SENT);
        assertThat(seen.bytes()).isGreaterThan(SENT);
        assertThat(seen.sentence()).contains(" MB in ");
    }

    @Test
    void severalInterfacesAreCountedTogether() {
        var seen = Traffic.on(List.of("lo", "lo")).orElseThrow().around(TrafficTest::send);

        assertThat(seen.bytes()).isGreaterThan(2 * SENT);
    }

    @Test
    void anInterfaceThatIsNotThereIsNotCounted() {
        assertThat(Traffic.on(List.of("lo", "nothing9"))).isEmpty();
        assertThat(Traffic.on(List.of())).isEmpty();
    }

    @Test
    void anAddressOnNoBridgeOfThisMachineHasNoTraffic() throws Exception {
        assertThat(Traffic.onBridgeOf(InetAddress.getByName("203.0.113.7"))).isEmpty();
        assertThat(Traffic.onBridgeOf(InetAddress.getLoopbackAddress())).isEmpty();
    }

    private static int send() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort()); var accepted = server.accept()) {
            var sending = new Thread(() -> write(client));
            sending.start();
            int read = accepted.getInputStream().readNBytes(SENT).length;
            sending.join();
            return read;
        }
    }

    private static void write(Socket to) {
        try {
            to.getOutputStream().write(new byte[SENT]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
