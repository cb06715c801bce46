package shardlab.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where the servers of a cluster can listen.
 *
 * @param folder  whose place among the ports is looked in
 * @param folders the servers' files
 */
record UsablePorts(Path folder, DataFolders folders) {

    /** A server that runs keeps its port; of some groups, another gets a new one if something listens at its own. */
    LocalState of(LocalState state, Collection<Integer> groups) {
        var spokenFor = new ArrayList<>(state.ports());
        List<LocalState.Member> members = new ArrayList<>();
        for (var member : state.members()) {
            var usable = groups.contains(member.group()) ? member.at(usable(member, spokenFor)) : member;
            spokenFor.add(usable.port());
            members.add(usable);
        }
        return state.withMembers(members);
    }

    private int usable(LocalState.Member member, List<Integer> spokenFor) {
        return PostmasterPid.alive(folders.process(member).data()).map(PostmasterPid::port)
                .orElseGet(() -> Ports.isFree(member.port()) ? member.port() : Ports.free(1, folder, spokenFor).get(0));
    }
}
