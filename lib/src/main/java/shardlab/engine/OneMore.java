package shardlab.engine;

import java.util.List;
import shardlab.NodeName;
import shardlab.Progress;
import shardlab.sql.Session;

/**
 * A server that joins those of a local cluster, or leaves them for good.
 *
 * @param servers those there are
 * @param source  the PostgreSQL of all
 */
record OneMore(LocalServers servers, PostgresSource source) {

    /** Makes and starts a server of a group: it runs in the end, or nothing is left of it. */
    void add(int group, Postgres postgres, Progress progress) {
        int port = Ports.free(1, servers.folder(), servers.state().ports()).get(0);
        var member = new LocalState.Member(group, NodeName.of(group), port);
        var larger = new LocalServers(servers.state().with(member), servers.folder());
        try {
            make(larger, member, postgres, progress);
        } catch (RuntimeException | Error e) {
            undo(member, postgres, e);
            throw e;
        }
    }

    private void make(LocalServers larger, LocalState.Member member, Postgres postgres, Progress progress) {
        var folders = servers.folders();
        var template = new Template(folders.folder().resolve("template"), source, folders.certificate());
        template.ensure(postgres, progress);
        folders.add(template, member, postgres.account());
        folders.prepare(larger.state(), source, postgres);
        var started = new LocalServers(larger.start(List.of(member.group()), postgres, progress), servers.folder());
        try (var session = Session.open(started.server(started.state().member(member.group())))) {
            source.individualize(session);
        }
    }

    private void undo(LocalState.Member member, Postgres postgres, Throwable why) {
        try {
            remove(servers, member, postgres);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Stops a group's server and removes its data; does nothing if there is none. */
    void remove(int group, Postgres postgres) {
        servers.state().find(group).ifPresent(member ->
                remove(new LocalServers(servers.state().without(group), servers.folder()), member, postgres));
    }

    private static void remove(LocalServers others, LocalState.Member member, Postgres postgres) {
        others.folders().process(member).stop(postgres, "fast");
        others.remember(postgres.account());
        others.folders().remove(member);
    }
}
