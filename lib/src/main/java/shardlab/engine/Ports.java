package shardlab.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import shardlab.LabException;

/**
 * Free TCP ports of the loopback interface. They are looked for below the range that systems give to outgoing
 * connections, from a place that depends on the folder, so that two clones seldom meet.
 */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;

    private Ports() {
    }

    /**
     * Free ports, in ascending order from the folder's own place.
     *
     * @param not ports that are spoken for though nobody listens yet
     */
    static List<Integer> free(int count, Path folder, Collection<Integer> not) {
        int start = Math.floorMod(folder.toAbsolutePath().toString().hashCode(), COUNT / 10) * 10;
        var found = new ArrayList<Integer>();
        for (int i = 0; i < COUNT && found.size() < count; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (!not.contains(port) && isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new LabException("no free TCP ports from " + FIRST + " to " + (FIRST + COUNT - 1),
                    "end programs that listen there");
        }
        return found;
    }

    /** True if a server could listen at the port. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
