package shardlab.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * Tracebacks without the kernel's own frames. The kernel prints an error of a cell as its wrapper, ten frames of
 * itself, and then the error; what remains here is the error, the frames of the cell and the nearest few below it,
 * and for an error of the lab its message alone.
 */
final class QuietTraceback extends StringStyler {

    private static final int FRAMES = 6;
    private static final Pattern WRAPPED = Pattern.compile("^java\\.lang\\.RuntimeException: ([\\w.$]+), (.*)", Pattern.DOTALL);
    private static final Pattern MAGIC =
            Pattern.compile("^java\\.lang\\.RuntimeException: Exception running (?:line|cell) magic '\\w+': ");
    private static final Pattern FRAME = Pattern.compile("^\\s+at .*");
    private static final Pattern KERNEL_FRAME =
            Pattern.compile("^\\s+at (?:java\\.base/)?(?:org\\.dflib\\.|jdk\\.|java\\.lang\\.reflect|java\\.util\\.concurrent"
                    + "|java\\.lang\\.Thread|jdk\\.jshell/).*");
    private static final Pattern TRANSPILED = Pattern.compile("org\\.dflib\\.\\S*\\.(cell|line)Magic\\(.*", Pattern.DOTALL);
    private static final String RED = "\u001b[31m";

    private static volatile String lastWhole;

    private QuietTraceback() {
        super("\u001b[1m", RED, "\u001b[1;4;31m", line -> "");
    }

    /**
     * Puts it in the place of the kernel's styler, which has no setter. A kernel that does not allow it keeps its own
     * tracebacks: longer, and as true.
     */
    static void install(BaseKernel kernel) {
        try {
            Field styler = BaseKernel.class.getDeclaredField("errorStyler");
            styler.setAccessible(true);
            styler.set(kernel, new QuietTraceback());
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.Logger log = System.getLogger(QuietTraceback.class.getName());
            log.log(System.Logger.Level.DEBUG, "tracebacks stay as the kernel prints them", e);
        }
    }

    @Override
    public List<String> secondaryLines(String stackTrace) {
        if (stackTrace.contains("\n\tat ")) {
            lastWhole = stackTrace;
        }
        return super.secondaryLines(shortened(stackTrace));
    }

    /** The source of a snippet; that of a magic is generated code, which says nothing to whoever wrote the cell. */
    @Override
    public List<String> primaryLines(String source) {
        return TRANSPILED.matcher(source).lookingAt() ? new ArrayList<>() : super.primaryLines(source);
    }

    @Override
    public String secondary(String line) {
        return line.startsWith("-----") ? "" : super.secondary(line);
    }

    /** The whole of the last traceback that was shortened. */
    static String lastWhole() {
        return lastWhole;
    }

    /** Keeps the trace behind an error that prints less of itself. */
    static void keep(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        lastWhole = text.toString();
    }

    static String shortened(String stackTrace) {
        String header = upTo(stackTrace, "\n\tat ");
        Matcher wrapped = WRAPPED.matcher(header);
        if (wrapped.matches()) {
            header = wrapped.group(1) + ": " + wrapped.group(2);
        }
        Matcher magic = MAGIC.matcher(header);
        if (magic.find()) {
            return magic.replaceFirst("").strip();
        }
        return header.startsWith("shardlab.") ? header.substring(header.indexOf(": ") + 2).strip()
                : header + frames(stackTrace, wrapped.matches());
    }

    /** Where it happened: the frames of the error itself, which comes second where the kernel has wrapped it. */
    private static String frames(String stackTrace, boolean wrapped) {
        int cause = stackTrace.indexOf("\nCaused by: ");
        String own = cause < 0 ? stackTrace : wrapped ? stackTrace.substring(cause) : stackTrace.substring(0, cause);
        return own.lines().filter(line -> FRAME.matcher(line).matches() && !KERNEL_FRAME.matcher(line).matches())
                .limit(FRAMES).map(line -> "\n" + line).collect(Collectors.joining());
    }

    private static String upTo(String text, String end) {
        int at = text.indexOf(end);
        return at < 0 ? text.strip() : text.substring(0, at);
    }
}
