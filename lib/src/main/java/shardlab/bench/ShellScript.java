package shardlab.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;
import shardlab.process.Program;

/** Five servers started by a plain shell script, one after the other; the arm that the lab is compared with. */
final class ShellScript {

    private static final int SERVERS = 5;
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    private final Path bin;
    private final Path folder;
    private final String options;

    /**
     * @param bin     the folder of PostgreSQL's programs
     * @param folder  where the data folders go; removed by {@link #clear}
     * @param options what each server is started with, beside its port
     */
    ShellScript(Path bin, Path folder, String options) {
        this.bin = bin;
        this.folder = folder;
        this.options = options;
    }

    void start() {
        run("start", String.valueOf(freePort()));
    }

    /** Stops what runs and removes all of it. */
    void clear() {
        if (Files.exists(folder)) {
            run("stop", "0");
            delete(folder);
        }
    }

    private void run(String action, String port) {
        try {
            Files.createDirectories(folder);
            Path script = folder.resolve("five_nodes.sh");
            try (var source = ShellScript.class.getResourceAsStream("/shardlab/bench/five_nodes.sh")) {
                Files.write(script, source.readAllBytes());
            }
        } catch (IOException e) {
            throw FileProblem.of("cannot run the shell script", folder, e, FileProblem.MAKE_ROOM);
        }
        Program.of("sh", folder.resolve("five_nodes.sh").toString(), action, bin.toString(), folder.toString(),
                port, options).within(MOST_TIME).run()
                .orFail("the shell script failed to " + action, folder.toString(), null);
    }

    /** A port with free ones after it: none of them listens now, which is as much as a script would know. */
    private static int freePort() {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var socket = new ServerSocket(0)) {
                int port = socket.getLocalPort();
                if (port + SERVERS < 65_535 && IntStream.range(port + 1, port + SERVERS).allMatch(ShellScript::isFree)) {
                    return port;
                }
            } catch (IOException e) {
                throw new LabException("this machine gives no port", "loopback", e.getMessage(),
                        "stop what listens on this machine", e);
            }
        }
        throw new LabException("found no five free ports in a row", "stop what listens on this machine");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw FileProblem.of("cannot remove what was measured", folder, e, "remove that folder");
        }
    }
}
