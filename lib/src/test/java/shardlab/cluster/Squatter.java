package shardlab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Something else at a server's port: it takes connections and ends them at once, so that nobody waits for its answer. */
final class Squatter implements AutoCloseable {

    private final ServerSocket listener;

    Squatter(int port) throws IOException {
        listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::turnAway, "squatter");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void turnAway() {
        while (!listener.isClosed()) {
            try {
                listener.accept().close();
            } catch (IOException closed) {
                // by close(), which ends the loop
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
