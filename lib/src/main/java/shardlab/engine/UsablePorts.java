package shardlab.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the servers of a cluster can listen.
 *
 * @param folder  whose place among the ports is looked in
 * @param folders the servers' files
 */
record UsablePorts(Path folder, DataFolders folders) {

    /** A server that runs keeps its port; of the named ones, another gets a new one if something listens at its own. */
    LocalState of(LocalState state, List<String> names) {
        var spokenFor = new ArrayList<>(state.ports());
        var members = new ArrayList<LocalState.Member>();
        for (var member : state.members()) {
            int port = names.contains(member.name()) ? usable(member, spokenFor) : member.port();
            spokenFor.add(port);
            members.add(new LocalState.Member(member.name(), port));
        }
        return state.withMembers(members);
    }

    private int usable(LocalState.Member member, List<Integer> spokenFor) {
        return PostmasterPid.alive(folders.process(member.name()).data()).map(PostmasterPid::port)
                .orElseGet(() -> Ports.isFree(member.port()) ? member.port() : Ports.free(1, folder, spokenFor).get(0));
    }
}
