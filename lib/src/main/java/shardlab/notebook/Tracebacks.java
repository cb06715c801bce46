package shardlab.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import shardlab.FailureLog;

/**
 * Shortens what the kernel prints of an error: it prints every frame of the error and of each of its causes. What
 * remains of an error of the lab is its message, and of any other its first frames; {@code %trace} prints the whole.
 *
 * <p>Both hooks are outside the kernel's extension interface. On a kernel that lacks them tracebacks are longer,
 * and as true.
 */
final class Tracebacks {

    private static final int FRAMES = 5;
    private static final Set<String> KERNEL = Set.of("org.dflib.", "jdk.", "java.lang.reflect.", "java.util.concurrent.");

    private static volatile String whole;

    private Tracebacks() {
    }

    static void install(BaseKernel kernel) {
        try {
            Shell.jshell(kernel).ifPresent(shell -> shell.onSnippetEvent(Tracebacks::shorten));
            Field styler = BaseKernel.class.getDeclaredField("errorStyler");
            styler.setAccessible(true);
            styler.set(kernel, new QuietStyler());
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(Tracebacks.class.getName())
                    .log(System.Logger.Level.DEBUG, "tracebacks stay as the kernel prints them", e);
        }
    }

    /** The whole trace of the last error; null if there was none. */
    static String whole() {
        return whole;
    }

    /** Keeps the trace behind an error that prints less of itself. */
    static void keep(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        whole = text + FailureLog.here().add("a notebook", error).map(file -> "also in " + file + "\n").orElse("");
    }

    private static void shorten(SnippetEvent event) {
        if (event.exception() instanceof EvalException error) {
            keep(error);
            boolean ofTheLab = QuietStyler.isOfTheLab(error.getExceptionClassName() + ": " + error.getMessage());
            error.setStackTrace(ofTheLab ? new StackTraceElement[0] : nearest(error.getStackTrace()));
            for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
                cause.setStackTrace(new StackTraceElement[0]);
            }
        }
    }

    private static StackTraceElement[] nearest(StackTraceElement[] frames) {
        List<StackTraceElement> kept = Arrays.stream(frames)
                .filter(frame -> KERNEL.stream().noneMatch(frame.getClassName()::startsWith)).limit(FRAMES).toList();
        return kept.toArray(new StackTraceElement[0]);
    }
}
