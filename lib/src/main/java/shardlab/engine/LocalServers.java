package shardlab.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Server;

/**
 * The servers of a local cluster: started where they are down, at ports that are free. Whoever starts any holds the lock
 * of the folder.
 *
 * @param state   what the lab remembers of them
 * @param folder  the engine's own folder
 */
record LocalServers(LocalState state, Path folder) {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private LocalServers with(LocalState other) {
        return new LocalServers(other, folder);
    }

    DataFolders folders() {
        return new DataFolders(folder.resolve(state.folder()));
    }

    /** Where they answer. */
    Servers addresses() {
        return state.servers(folders().demands());
    }

    /** True if every server runs where its files are, by its pid file listens at its port, and answers. */
    boolean allAnswer() {
        return state.members().stream().allMatch(this::listens)
                && state.members().stream().noneMatch(member -> folders().process(member).wasMoved())
                && SideBySide.all(addresses().all(), Answers::from);
    }

    /** Only then is it known, by its pid file, that it is the lab's own server that listens at the port. */
    boolean coordinatorAnswers() {
        return listens(state.member(0)) && Answers.from(server(state.member(0)));
    }

    private boolean listens(LocalState.Member member) {
        return folders().process(member).listensAt(member.port());
    }

    Server server(LocalState.Member member) {
        return state.server(member, folders().demands());
    }

    /** Remembers them, and lets them log in to one another. */
    void remember(ServerAccount account) {
        state.write(folder.resolve("cluster.json"));
        folders().writePassfile(state.ports(), state.password(), account);
    }

    /**
     * Starts those of some groups that are down, and remembers their ports. Between the look at a port and the server's
     * own, another program may take it: then once more, with other ports.
     */
    LocalState start(Collection<Integer> groups, Postgres postgres, Progress progress) {
        var usable = withUsablePorts(groups);
        try {
            return usable.startAtTheirPorts(groups, postgres, progress);
        } catch (LabException e) {
            var moved = usable.withUsablePorts(groups);
            if (moved.equals(usable)) {
                throw e;
            }
            return moved.startAgain(groups, postgres, progress, e);
        }
    }

    private LocalServers withUsablePorts(Collection<Integer> groups) {
        return with(new UsablePorts(folder, folders()).of(state, groups));
    }

    private LocalState startAgain(Collection<Integer> groups, Postgres postgres, Progress progress, LabException first) {
        try {
            return startAtTheirPorts(groups, postgres, progress);
        } catch (LabException again) {
            again.addSuppressed(first);
            throw again;
        }
    }

    private LocalState startAtTheirPorts(Collection<Integer> groups, Postgres postgres, Progress progress) {
        remember(postgres.account());
        var ready = new AtomicInteger();
        progress.report("starting servers", 0, groups.size(), "servers");
        SideBySide.each(groups.stream().map(state::member).toList(), member -> {
            start(member, postgres);
            progress.report("starting servers", ready.incrementAndGet(), groups.size(), "servers");
        });
        return state;
    }

    /**
     * A server that was killed a moment ago may still be there, and not answer: it is started when it is gone. One that
     * stays and answers nobody, such as one that was told to stop while it recovered, is ended; its log has all data.
     */
    private void start(LocalState.Member member, Postgres postgres) {
        var process = folders().process(member);
        if (process.wasMoved()) {
            process.stop(postgres, "fast");
        }
        boolean answers = process.isAlive() && Answers.eventually(server(member), RECOVERY, process::isAlive);
        if (!answers) {
            process.stop(postgres, "immediate");
            process.start(postgres, member.port(), folders().variables());
            answers = Answers.eventually(server(member), RECOVERY);
        }
        if (!answers) {
            throw process.didNotStart(member.port(), "");
        }
    }

    /** Stops servers of an older version of the lab, which a client of today would take for somebody else's. */
    void stopThoseWithAnotherCertificate(Postgres postgres) {
        var certificate = folders().certificate();
        SideBySide.each(state.members(), member -> {
            var process = folders().process(member);
            if (process.isAlive() && !certificate.isIn(process.data())) {
                process.stop(postgres, "fast");
            }
        });
    }
}
