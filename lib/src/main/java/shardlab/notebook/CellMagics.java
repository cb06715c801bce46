package shardlab.notebook;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Reads a cell before the kernel does. The kernel's own way with magics splits the line of {@code %sql} into words and
 * drops quotes and backslashes, takes a line of a text block for a magic, and shows the compiler's complaint where a
 * magic stands in the wrong place. All magics but the lab's are handed on to it.
 *
 * <p>The hook is outside the kernel's extension interface: its magic resolver is replaced by a subclass, which the
 * notebook's own shell compiles, since the library is built without that class. On a kernel that lacks it {@code %sql}
 * in a line is refused.
 */
public final class CellMagics {

    private static final String SUBCLASS = """
            class ShardlabMagics extends org.dflib.jjava.jupyter.kernel.magic.MagicsResolver {
                ShardlabMagics() {
                    super("(?<=(?:^|=))\\\\s*%", "%%", new org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler());
                }
                @Override public String resolve(String cell) {
                    return shardlab.notebook.CellMagics.resolve(cell, super::resolve);
                }
            }""";
    private static final String STATICS = "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics";
    private static final Set<String> OURS = Set.of("sql", "explain");
    private static final Pattern BEFORE = Pattern.compile("(?:\\s+|(?://|--)[^\\r\\n]*|/\\*(?s:.*?)\\*/)*+");
    private static final Pattern CELL = Pattern.compile("%%[ \\t]*([\\w!]+)([^\\r\\n]*)(?:\\R((?s:.*)))?");
    private static final Pattern LINE = Pattern.compile("%[ \\t]*(\\w+)(.*)");

    private static volatile boolean installed;

    private CellMagics() {
    }

    static void install(BaseKernel kernel) {
        try {
            kernel.evalRaw(SUBCLASS);
            Field resolver = BaseKernel.class.getDeclaredField("magicsResolver");
            resolver.setAccessible(true);
            resolver.set(kernel, kernel.evalRaw("new ShardlabMagics()"));
            installed = true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(CellMagics.class.getName())
                    .log(System.Logger.Level.DEBUG, "magics stay as the kernel reads them", e);
        }
    }

    /** True if {@code %sql} gets its line as it was written. */
    static boolean installed() {
        return installed;
    }

    /**
     * For the subclass in the shell: a cell as Java.
     *
     * @param kernels what the kernel itself would make of it
     */
    public static String resolve(String source, UnaryOperator<String> kernels) {
        Shell.takePrints();
        Typing.listen();
        String cell = source.startsWith("\uFEFF") ? source.substring(1) : source;
        String rest = cell.substring(begin(cell));
        Matcher magic = CELL.matcher(rest);
        if (magic.matches()) {
            return cellMagic(magic, rest, kernels);
        }
        JavaCell java = JavaCell.of(cell);
        Misplaced.refuse(cell, java);
        return lineMagics(cell, java, kernels);
    }

    /** Where a cell begins, behind blanks and comments. */
    static int begin(String cell) {
        Matcher before = BEFORE.matcher(cell);
        return before.lookingAt() ? before.end() : 0;
    }

    private static String cellMagic(Matcher magic, String cell, UnaryOperator<String> kernels) {
        String name = magic.group(1).toLowerCase(Locale.ROOT);
        if (!OURS.contains(name)) {
            return Misplaced.known(magic.group(1), true) ? kernels.apply(cell) : Misplaced.unknown("%%" + magic.group(1));
        }
        String body = magic.group(3) == null ? "" : magic.group(3);
        Misplaced.refuseSecond(name, body);
        return call("cellMagic", name, words(magic.group(2)), body);
    }

    private static String lineMagics(String cell, JavaCell java, UnaryOperator<String> kernels) {
        var text = new StringBuilder();
        int done = 0;
        for (JavaCell.Magic magic : java.magics()) {
            String line = cell.substring(magic.start(), magic.end());
            text.append(cell, done, magic.start()).append(lineMagic(line, magic.assigned(), kernels));
            done = magic.end();
        }
        return text.append(cell.substring(done)).toString();
    }

    private static String lineMagic(String line, boolean assigned, UnaryOperator<String> kernels) {
        Matcher magic = LINE.matcher(line);
        String name = magic.matches() ? magic.group(1) : "";
        if (!name.equalsIgnoreCase("sql")) {
            return Misplaced.known(name, false) ? kernels.apply(line) : Misplaced.unknown("%" + name);
        }
        String sql = magic.group(2).strip();
        return call("lineMagic", "sql", assigned ? List.of(sql) : List.of(sql, SqlMagic.SHOW), null);
    }

    private static List<String> words(String options) {
        List<String> words = new ArrayList<>(List.of(options.strip().split("\\s+")));
        words.removeIf(String::isEmpty);
        return words;
    }

    private static String call(String method, String name, List<String> arguments, String body) {
        String list = arguments.stream().map(CellMagics::literal).collect(Collectors.joining(","));
        return STATICS + "." + method + "(" + literal(name) + ",java.util.List.of(" + list + ")"
                + (body == null ? "" : "," + literal(body)) + ");";
    }

    private static String literal(String text) {
        String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "new String(java.util.Base64.getDecoder().decode(\"" + coded
                + "\"),java.nio.charset.StandardCharsets.UTF_8)";
    }
}
