package shardlab.notebook;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The kernel that the extension is installed in: what it shows, and the variables of its cells. */
final class Shell {

    /** What the kernel throws at a name that nothing bears; the class is the kernel's, not on the library's class path. */
    private static final String NOT_COMPILED = "CompilationException";

    private static volatile BaseKernel kernel;

    private Shell() {
    }

    static void attach(BaseKernel installedIn) {
        kernel = installedIn;
    }

    static void detach() {
        kernel = null;
    }

    /** Prints of the cell that begins go the way of {@link Sender}; the kernel puts streams of its own back at its end. */
    static void takePrints() {
        if (kernel != null) {
            System.setOut(Sender.printing(kernel.getIO().out));
            System.setErr(Sender.printing(kernel.getIO().err));
        }
    }

    /** Shows a value below the running cell; without a kernel, as in a plain Java program, prints it. */
    static void display(Object value) {
        if (value instanceof LiveWatch watch) {
            watch.show();
        } else if (kernel == null) {
            System.out.println(value);
        } else {
            DisplayData shown = value instanceof DisplayData data ? data : kernel.getRenderer().render(value);
            Sender.send(() -> kernel.display(shown));
        }
    }

    /** Shows what can be replaced later, also when the cell has ended; empty without a kernel. */
    static Optional<LiveDisplay> live(DisplayData first) {
        return Optional.ofNullable(kernel).map(into -> new LiveDisplay(into, first));
    }

    /** Shows text that {@link #update} can replace, and returns its id. */
    static String displayLive(String text) {
        String id = UUID.randomUUID().toString();
        if (kernel != null) {
            DisplayData data = monospaced(text);
            data.putTransientData("display_id", id);
            Sender.send(() -> kernel.display(data));
        }
        return id;
    }

    static void update(String id, String text) {
        if (kernel != null) {
            DisplayData data = monospaced(text);
            Sender.send(() -> kernel.getIO().display.updateDisplay(id, data));
        }
    }

    static DisplayData html(String text, String html) {
        DisplayData data = new DisplayData(text);
        data.putHTML(html);
        return data;
    }

    private static DisplayData monospaced(String text) {
        return html(text, "<pre style=\"margin:0\">" + Html.escape(text) + "</pre>");
    }

    /** Adds the value of a variable of the notebook, if there is one of that name. */
    static void variable(String name, Map<String, Object> values) {
        if (kernel == null || !SourceVersion.isName(name)) {
            return;
        }
        try {
            values.put(name, kernel.evalRaw("(" + name + ")"));
        } catch (RuntimeException e) {
            if (!e.getClass().getSimpleName().equals(NOT_COMPILED)) {
                throw e;
            }
        }
    }

    /** True if the notebook has a variable, a method or a type of that name. */
    static boolean knows(String name) {
        return kernel != null && jshell(kernel).map(shell -> Stream.of(shell.variables().map(VarSnippet::name),
                shell.methods().map(MethodSnippet::name), shell.types().map(TypeDeclSnippet::name))
                .flatMap(names -> names).anyMatch(name::equals)).orElse(false);
    }

    /** The shell in which the kernel runs cells; empty on a kernel that does not hand it out. */
    static Optional<JShell> jshell(BaseKernel kernel) {
        try {
            return Optional.of((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The names of the notebook's variables. */
    static List<String> variables() {
        return kernel == null ? List.of()
                : jshell(kernel).stream().flatMap(JShell::variables).map(VarSnippet::name).sorted().toList();
    }

    /**
     * Where the kernel's messages come in, while a cell runs. It is outside the kernel's extension interface: empty on a
     * kernel that keeps it elsewhere.
     */
    static Optional<JupyterConnection> channels() {
        try {
            Object environment = field(DisplayStream.class, "env", kernel.getIO().display);
            return Optional.ofNullable((JupyterConnection) field(ShellChannel.class, "connection",
                    ((ShellReplyEnvironment) environment).getShell()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(Shell.class.getName()).log(System.Logger.Level.DEBUG, "SQL is not completed", e);
            return Optional.empty();
        }
    }

    private static Object field(Class<?> in, String name, Object of) throws ReflectiveOperationException {
        Field field = in.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** Listens to what an editor asks, in the place of the kernel. */
    static void listenToEditor() {
        channels().ifPresent(connection -> TypingHandlers.install(kernel, connection));
    }

    /** The magics that the kernel has. */
    static MagicsRegistry magics() {
        return kernel.getMagicsRegistry();
    }

    /** Runs lines of Java as a cell would. */
    static void run(String source) {
        kernel.evalRaw(source);
    }
}
