package shardlab.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shardlab.LabException;

/**
 * As whom the servers run. PostgreSQL refuses to run as root; a lab in a container is often root.
 *
 * <p>As root, the first way that works: a user namespace, in which the server sees itself as nobody while its files
 * stay root's own, so that it works in any folder; or else an ordinary account, {@code postgres} or {@code nobody},
 * that the data folders are given to.
 *
 * @param name   what messages call it
 * @param prefix what a command is prefixed with to run as it
 * @param owner  the account that must own the data folders; empty if they are this process's own
 */
record ServerAccount(String name, List<String> prefix, Optional<String> owner) {

    /** This process's own account, which is not root. */
    static final ServerAccount OWN = new ServerAccount("this account", List.of(), Optional.empty());
    /** Root in a user namespace of its own. */
    static final ServerAccount NAMESPACE =
            new ServerAccount("root in a user namespace", List.of("unshare", "--user"), Optional.empty());

    /**
     * The account to run servers as.
     *
     * @throws LabException if this process is root and can become nobody else
     */
    static ServerAccount choose() {
        if (!isRoot()) {
            return OWN;
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        return List.of("postgres", "nobody").stream().flatMap(user -> ways(user).stream())
                .filter(ServerAccount::works).findFirst()
                .orElseThrow(() -> new LabException("PostgreSQL does not run as root, and no other account can be used",
                        null, "tried unshare, setpriv, runuser and su, to the accounts postgres and nobody",
                        "run the lab as an ordinary user", null));
    }

    /** The ways to become an ordinary account, best first. */
    static List<ServerAccount> ways(String user) {
        return List.of(
                new ServerAccount(user, List.of("setpriv", "--reuid=" + user, "--regid=" + group(user),
                        "--clear-groups", "--"), Optional.of(user)),
                new ServerAccount(user, List.of("runuser", "-u", user, "--"), Optional.of(user)));
    }

    /** The command, as this account. */
    List<String> as(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** True if a command runs as this account and is not root there. */
    boolean works() {
        try {
            var output = Command.run(as(List.of("id", "-u")).toArray(String[]::new));
            return output.ok() && !output.text().strip().equals("0");
        } catch (LabException e) {
            return false;
        }
    }

    /** True if this account can enter a folder. */
    boolean enters(Path folder) {
        return Command.run(as(List.of("test", "-x", folder.toString())).toArray(String[]::new)).ok();
    }

    /** Gives a file or a folder and all in it to the account that needs to own it. */
    void own(Path path) {
        if (owner.isPresent()) {
            var output = Command.run("chown", "-R", owner.get(), path.toString());
            if (!output.ok()) {
                throw new LabException("cannot give " + path + " to " + owner.get(), null, output.text(), null, null);
            }
        }
    }

    static boolean isRoot() {
        return Command.run("id", "-u").text().strip().equals("0");
    }

    private static String group(String user) {
        var output = Command.run("id", "-g", user);
        return output.ok() ? output.text().strip() : user;
    }
}
