package shardlab.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.FileProblem;
import shardlab.sql.Result;
import shardlab.sql.Script;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A small SQL prompt, for {@code ./lab psql} on a machine without psql. */
@Command(name = "prompt", hidden = true)
final class Prompt implements Callable<Integer> {

    private static final int MOST_ROWS = 1000;
    private static final String WELCOME = """
            There is no psql on this machine, so this is a small SQL prompt: end a statement with ; and leave with \\q.
            psql itself comes with PostgreSQL's client, for example: sudo apt-get install postgresql-client""";

    @Option(names = {"-c", "--command"}, description = "Runs these statements and ends.")
    private List<String> commands = List.of();

    @Option(names = {"-f", "--file"}, description = "Runs the statements of this file and ends.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        try (var cluster = RunningCluster.get(); var session = cluster.session()) {
            boolean ok = true;
            for (String command : commands) {
                ok = ok && run(session, command);
            }
            for (Path file : files) {
                ok = ok && run(session, text(file));
            }
            if (commands.isEmpty() && files.isEmpty()) {
                ok = converse(session);
            }
            return ok ? 0 : Main.FAILED;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileProblem.of("cannot read the statements", file, e,
                    "name a file of UTF-8 text that this account may read");
        }
    }

    /** Reads statements until the input ends; at a terminal an error ends nothing. */
    private static boolean converse(Session session) throws IOException {
        boolean terminal = Boolean.getBoolean("shardlab.terminal");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (!terminal) {
            return run(session, in.lines().reduce("", (all, line) -> all + line + "\n"));
        }
        System.out.println(WELCOME);
        var pending = new StringBuilder();
        for (String line = ask(in, pending); line != null && !line.strip().equals("\\q"); line = ask(in, pending)) {
            pending.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                run(session, pending.toString());
                pending.setLength(0);
            }
        }
        return true;
    }

    private static String ask(BufferedReader in, CharSequence pending) throws IOException {
        System.out.print(pending.isEmpty() ? "sql=> " : "sql-> ");
        System.out.flush();
        return in.readLine();
    }

    private static boolean run(Session session, String text) {
        try {
            for (Script.Statement statement : Script.split(text)) {
                print(session.run(statement.sql(), MOST_ROWS));
            }
            return true;
        } catch (SqlException e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    private static void print(Result result) {
        result.notices().forEach(notice -> System.err.println(notice.severity() + ": " + notice.text()));
        System.out.print(result.rows() == null ? result.tag() + "\n" : RowsText.of(result.rows()));
    }
}
