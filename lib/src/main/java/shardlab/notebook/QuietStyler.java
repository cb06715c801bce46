package shardlab.notebook;

import java.util.List;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/** How the kernel's error lines look: an error of the lab is its message, and code that no learner wrote is left out. */
final class QuietStyler extends StringStyler {

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String MARKED = "\u001b[1;4;31m";
    /** What the kernel says of a cell that was stopped, and says nowhere else. */
    private static final Pattern LAB = Pattern.compile("^shardlab\\.[\\w.$]+: ");
    private static final Pattern MAGIC =
            Pattern.compile("^java\\.lang\\.RuntimeException: Exception running (?:line|cell) magic '\\w+': ");
    private static final Pattern GENERATED = Pattern.compile("^org\\.dflib\\.\\S*\\.(?:cell|line)Magic\\(");

    QuietStyler() {
        super(BOLD, RED, MARKED, line -> "");
    }

    /** @param header class and message, as the first line of a stack trace has them */
    static boolean isOfTheLab(String header) {
        return LAB.matcher(header).find() || MAGIC.matcher(header).find();
    }

    @Override
    public String secondary(String line) {
        if (line.startsWith("-----") || line.startsWith("Caused by: ")) {
            return "";
        }
        String message = MAGIC.matcher(LAB.matcher(line).replaceFirst("")).replaceFirst("");
        return super.secondary(message);
    }

    /** The source of a snippet. */
    @Override
    public List<String> primaryLines(String source) {
        return GENERATED.matcher(source).find() ? List.of() : super.primaryLines(source);
    }
}
