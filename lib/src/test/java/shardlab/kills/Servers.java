package shardlab.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server processes of a lab, by their pid files, and whatever else works in their data folders. */
final class Servers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final List<String> NAMES = List.of("coordinator", "worker-1", "worker-2", "worker-3", "worker-4");

    private final Path nodes;

    /** @param nodes the folder that holds their data folders */
    Servers(Path nodes) {
        this.nodes = nodes;
    }

    /** Kills one process by chance: a whole server, one of its processes, or all servers. */
    String kill(Random random) {
        int what = random.nextInt(10);
        if (what == 0) {
            NAMES.forEach(name -> postmaster(name).ifPresent(Servers::kill9));
            return "all servers";
        }
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Optional<ProcessHandle> server = postmaster(name);
        if (server.isEmpty()) {
            return "nobody";
        }
        List<ProcessHandle> children = server.get().children().toList();
        if (what < 6 || children.isEmpty()) {
            kill9(server.get());
            return (name.equals("coordinator") ? name : "a worker");
        }
        kill9(children.get(random.nextInt(children.size())));
        return "a process of " + (name.equals("coordinator") ? name : "a worker");
    }

    private Optional<ProcessHandle> postmaster(String name) {
        try {
            long pid = Long.parseLong(Files.readAllLines(nodes.resolve(name).resolve("postmaster.pid")).get(0));
            return ProcessHandle.of(pid).filter(process -> worksIn(process, nodes.resolve(name)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException noServer) {
            return Optional.empty();
        }
    }

    /** Processes in the data folders that belong to no server that its pid file names. */
    List<Long> orphans() {
        Set<Long> servers = NAMES.stream().map(this::postmaster).flatMap(Optional::stream).map(ProcessHandle::pid)
                .collect(Collectors.toSet());
        return atWork().filter(process -> !servers.contains(process.pid()))
                .filter(process -> process.parent().map(parent -> !servers.contains(parent.pid())).orElse(true))
                .map(ProcessHandle::pid).toList();
    }

    /** Those that are still there after a while: a process that is ending is no orphan. */
    List<Long> lastingOrphans() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Long> found = orphans();
        while (!found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            found = orphans();
        }
        return found;
    }

    /** Processes in the data folders. */
    Stream<ProcessHandle> atWork() {
        var all = new ArrayList<ProcessHandle>();
        ProcessHandle.allProcesses()
                .filter(process -> NAMES.stream().anyMatch(name -> worksIn(process, nodes.resolve(name)))).forEach(all::add);
        return all.stream();
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(folder);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void kill9(ProcessHandle process) {
        process.destroyForcibly();
    }
}
