package shardlab.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import shardlab.FailureLog;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.bench.Bench;

/** The part of {@code ./lab} that is Java: the cluster's life, psql, and measurements that can be repeated. */
@Command(name = "./lab", mixinStandardHelpOptions = true,
        description = "The cluster of shardlab from the shell. ./lab --help tells the rest.",
        subcommands = {Up.class, Down.class, Status.class, Reset.class, Connection.class, Prompt.class,
            ChosenEngine.class, Citus.class, Watch.class, Report.class, Advise.class,
            Bench.class})
public final class Main {

    /** Something failed, and was shown. */
    static final int FAILED = 1;
    /** The command line was wrong. */
    static final int WRONG_USAGE = 2;
    /** There is no cluster to look at. */
    static final int NO_CLUSTER = 3;

    /** Set where Java runs in the place of ./lab's shell: else that shell, or what it started, tells of a signal. */
    private static final String IN_PLACE_OF_LAB = "shardlab.in.place.of.lab";
    private static final String TRACE = "SHARDLAB_TRACE";

    private Main() {
    }

    /** Ends the process with the status that {@code ./lab --help} promises. */
    public static void main(String[] arguments) {
        var atASignal = new Thread(Main::tellOfSignal, "end by a signal");
        Runtime.getRuntime().addShutdownHook(atASignal);
        int status = run(arguments);
        forget(atASignal);
        System.exit(status);
    }

    private static void tellOfSignal() {
        if (Boolean.getBoolean(IN_PLACE_OF_LAB)) {
            System.err.println("\nstopped; what was begun is put in order");
        }
    }

    private static void forget(Thread hook) {
        if (!ThisProcess.forget(hook)) {
            ThisProcess.awaitItsEnd();
        }
    }

    static int run(String... arguments) {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((problem, command, parsed) -> tell(problem, command.getCommandName()));
        return line.execute(arguments);
    }

    /** An error that is not of the lab's family is the lab's own fault; its trace is shown to whoever asks for it. */
    private static int tell(Exception problem, String command) {
        if (problem instanceof LabException) {
            System.err.println(problem.getMessage());
        } else {
            System.err.println(new LabException("the lab met an error that it has no words for", null, problem.toString(),
                    TRACE + "=yes ./lab … shows where; please report it with that", problem).getMessage());
        }
        FailureLog.here().add("./lab " + command, problem)
                .ifPresent(file -> System.err.println("  log: " + file));
        if (System.getenv(TRACE) != null) {
            problem.printStackTrace();
        }
        return FAILED;
    }
}
