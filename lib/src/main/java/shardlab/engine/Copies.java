package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.sql.Server;

/**
 * Copies of servers' data that become servers of their own: a second cluster beside the first, which lives no longer than
 * this process. {@code ./lab down} of the first ends it, too, and so does the next start if this process was killed.
 */
public final class Copies implements AutoCloseable {

    private static final String RECOVERY = "shardlab-recovery.conf";

    private final LocalServers first;
    private final PostgresSource source;
    private final LocalMemory memory;
    private final LocalEngine second;
    private final Path root;
    private final DataFolders folders;
    private final ServerAccount account = ServerAccount.choose();
    private final ShortLived life;

    /** Ends an earlier one of this process, such as of a cell that is run again, and removes what others left. */
    Copies(LocalServers first, LocalMemory memory) {
        this.first = first;
        this.source = memory.source();
        this.memory = memory;
        this.second = new LocalEngine(source, memory.stateFolder());
        this.root = ServerFolder.choose(memory.stateFolder(), account);
        this.folders = new DataFolders(root.resolve(source.name()));
        this.life = ShortLived.begin(folders.folder(), () -> ShortLived.lock(memory), second::reset);
        second.reset();
    }

    /** The copy of one server of the first cluster, to be made. */
    public BaseCopy of(int group) {
        var member = first.state().member(group);
        return new BaseCopy(member.name(), first.folders().process(member).data(), folders.partial(member.files()));
    }

    /**
     * Makes servers of the copies, and starts them: each recovers from its log up to a restore point, and no further.
     *
     * @param restorePoint its name
     * @return the engine of the second cluster: its servers answer, and do not know one another's addresses yet
     */
    public Engine start(String restorePoint, Progress progress) {
        List<LocalState.Member> members = members();
        try {
            for (var member : members) {
                recoverTo(restorePoint, folders.partial(member.files()));
            }
            account.own(folders.partial("").getParent());
            remember(members);
            folders.completePartial();
            second.start(progress);
            for (var member : members) {
                Files.deleteIfExists(folders.process(member).data().resolve(RECOVERY));
            }
            return second;
        } catch (IOException e) {
            throw new LabException("cannot make a second cluster", folders.folder().toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    private List<LocalState.Member> members() {
        var ports = Ports.free(first.state().members().size(), folders.folder(), first.state().ports());
        List<LocalState.Member> members = new ArrayList<>();
        first.state().members().forEach(member -> members.add(member.at(ports.get(members.size()))));
        return members;
    }

    private void remember(List<LocalState.Member> members) {
        String where = folders.folder().equals(memory.folder()) ? "" : folders.folder().toString();
        new LocalState(source.stamp(), first.state().password(), where, true, members).write(memory.file());
    }

    /** The log lies in place already, so no command has to fetch it; nobody is answered before the recovery is over. */
    private static void recoverTo(String restorePoint, Path data) throws IOException {
        Files.writeString(data.resolve(RECOVERY), "restore_command = 'false'\nrecovery_target_name = '"
                + restorePoint.replace("'", "''") + "'\nrecovery_target_action = 'promote'\nhot_standby = off\n");
        includeIn(data);
        Files.createFile(data.resolve("recovery.signal"));
    }

    private static void includeIn(Path data) throws IOException {
        Path file = data.resolve("postgresql.conf");
        Files.writeString(file, Files.readString(file) + "\ninclude_if_exists = '" + RECOVERY + "'\n");
    }

    /** The copy of a server of the second cluster that is to become its standby. */
    public BaseCopy ofSecond(int group) {
        return new BaseCopy("a standby", folders.process(state().member(group)).data(), standby(group).data());
    }

    /**
     * Starts a standby of a server of the second cluster. It streams from there what it lacks, and answers reads.
     *
     * @param group the group of its primary
     * @return where it answers
     */
    public Server startStandby(int group) {
        Server primary = second.servers().orElseThrow().of(group).orElseThrow().fromHere();
        int port = Ports.free(1, folders.folder(), state().ports()).get(0);
        try {
            Files.writeString(standby(group).data().resolve(RECOVERY), "primary_conninfo = 'host=" + primary.host()
                    + " port=" + primary.port() + " user=" + primary.user() + " application_name=standby'\n");
            Files.createFile(standby(group).data().resolve("standby.signal"));
        } catch (IOException e) {
            throw new LabException("cannot make a standby", standby(group).data().toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
        account.own(standby(group).data());
        second.admit(List.of(port));
        standby(group).start(source.postgres(root, account, Progress.SILENT), port, folders.variables());
        return primary.elsewhere(standby(group).name(), primary.host(), port);
    }

    private LocalState state() {
        return memory.state().orElseThrow(() -> new LabException("there is no second cluster", "make one first"));
    }

    /** The files of a group's standby. It is among the folders of the servers, so that whoever stops these stops it too. */
    private ServerProcess standby(int group) {
        return folders.named("standby-" + group);
    }

    /** Stops the servers and removes the copies. */
    @Override
    public void close() {
        life.close();
    }
}
