package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.process.Finished;
import shardlab.process.Program;

/**
 * As whom the servers run. PostgreSQL refuses to run as root; a lab in a container is often root.
 *
 * <p>As root, the first way that works: a user namespace, in which the server sees itself as nobody while its files
 * stay root's own, so that it works in any folder; or else an ordinary account, {@code postgres} or {@code nobody},
 * that the data folders are given to.
 *
 * @param owner  the account that owns the data folders
 * @param prefix what a command is prefixed with to run as it
 */
record ServerAccount(String owner, List<String> prefix) {

    private static final String ROOT = "root";

    /**
     * The account to run servers as.
     *
     * @throws LabException if this process is root and can become nobody else
     */
    static ServerAccount choose() {
        if (!isRoot()) {
            return new ServerAccount(System.getProperty("user.name"), List.of());
        }
        return Stream.concat(Stream.of(namespace()), Stream.of("postgres", "nobody").flatMap(ServerAccount::ways))
                .filter(ServerAccount::works).findFirst()
                .orElseThrow(() -> new LabException("PostgreSQL does not run as root, and no other account can be used",
                        null, "tried unshare --user, setpriv, runuser and su, to the accounts postgres and nobody",
                        "run the lab as an ordinary user", null));
    }

    /** Root in a user namespace of its own. */
    static ServerAccount namespace() {
        return new ServerAccount(ROOT, List.of("unshare", "--user"));
    }

    /** The ways to become an ordinary account, best first. */
    static Stream<ServerAccount> ways(String user) {
        return Stream.of(
                new ServerAccount(user, List.of("setpriv", "--reuid=" + user, "--regid=" + group(user),
                        "--clear-groups", "--")),
                new ServerAccount(user, List.of("runuser", "-u", user, "--")),
                new ServerAccount(user, List.of("su", user, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--")));
    }

    /** The command, as this account. */
    List<String> as(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** True if a command runs as this account and is not root there. */
    boolean works() {
        var answer = run("id", "-u");
        return answer.ok() && !answer.output().strip().equals("0");
    }

    /** True if this account is another than the one that owns the lab's own files. */
    boolean isAnother() {
        return !prefix.isEmpty() && !owner.equals(ROOT);
    }

    /** True if this account can enter a folder. */
    boolean enters(Path folder) {
        return !isAnother() || run("test", "-x", folder.toString()).ok();
    }

    /** As root, gives a file or a folder and all in it to this account, unless it has it already. */
    void own(Path path) {
        try {
            if (prefix.isEmpty() || Files.getOwner(path).getName().equals(owner)) {
                return;
            }
        } catch (IOException e) {
            throw new LabException("cannot see whose it is", path.toString(), FileProblem.reason(e), null, e);
        }
        Program.of("chown", "-R", owner, path.toString()).run().orFail("cannot give a folder to the account " + owner,
                path.toString(), "run the lab as an ordinary user");
    }

    static boolean isRoot() {
        return Program.of("id", "-u").run().output().strip().equals("0");
    }

    private Finished run(String... command) {
        return Program.of(as(List.of(command))).run();
    }

    private static String group(String user) {
        var answer = Program.of("id", "-g", user).run();
        return answer.ok() ? answer.output().strip() : user;
    }
}
