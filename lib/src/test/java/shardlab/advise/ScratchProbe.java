package shardlab.advise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** A process that makes a scratch database, writes its name, and then waits to be killed. */
final class ScratchProbe {

    private ScratchProbe() {
    }

    /** The arguments by which a process finds a server. */
    static String[] arguments(Server server) {
        List<String> all = new ArrayList<>(List.of(server.host(), Integer.toString(server.port()),
                server.database(), server.user(), server.password()));
        server.options().forEach((option, value) -> all.addAll(List.of(option, value)));
        return all.toArray(String[]::new);
    }

    public static void main(String[] given) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 5; i < given.length; i += 2) {
            options.put(given[i], given[i + 1]);
        }
        var server = new Server("probe", given[0], Integer.parseInt(given[1]), given[2], given[3], given[4], options);
        ScratchDatabase scratch = ScratchDatabase.on(server);
        try (Session session = scratch.session()) {
            System.out.println("made " + session.server().database());
        }
        new CountDownLatch(1).await();
    }
}
