package shardlab.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import shardlab.Cleaning;
import shardlab.sql.Running;

/**
 * What the JJava kernel loads when the library is on its class path, from {@code JJAVA_CLASSPATH} or by
 * {@code %classpath}: magics, renderers, default imports, interrupts that reach the servers, and an end of the JVM.
 */
public final class LabExtension implements Extension {

    private static final long LOOK_FOR_INTERRUPTS_MILLIS = 100;
    private static final long LAST_MESSAGES_MILLIS = 300;
    private static final long STEP_MILLIS = 50;
    private static final long CLEAN_UP_MILLIS = 10_000;
    private static final long HOOKS_MILLIS = 15_000;
    private static final long LESSON_MILLIS = 60_000;

    @Override
    public void install(BaseKernel kernel) {
        ParentWatch.begin();
        System.setProperty("java.awt.headless", "true");
        Shell.attach(kernel);
        Renderers.register(kernel.getRenderer());
        registerMagics(kernel);
        Tracebacks.install(kernel);
        Interrupts.install(kernel, LiveWatch::endCurrent);
        daemon("shardlab-interrupts", LabExtension::passInterruptsOn).start();
        kernel.evalRaw(imports());
        CellMagics.install(kernel);
    }

    private static void registerMagics(BaseKernel kernel) {
        CellMagic<Object, BaseKernel> sqlCell = (k, arguments, body) -> SqlMagic.cell(arguments, body);
        LineMagic<Object, BaseKernel> sqlLine = (k, arguments) -> SqlMagic.line(arguments);
        LineMagic<Object, BaseKernel> trace = (k, arguments) -> trace();
        CellMagic<Object, BaseKernel> explainCell = (k, arguments, body) -> ExplainMagic.cell(arguments, body);
        kernel.getMagicsRegistry()
                .registerCellMagic("sql", sqlCell)
                .registerCellMagic("explain", explainCell)
                .registerLineMagic("sql", sqlLine)
                .registerLineMagic("trace", trace);
    }

    /** {@code %trace}: the whole stack trace of the last error, of which the cell has shown the beginning. */
    private static Object trace() {
        String whole = Tracebacks.whole();
        System.out.println(whole == null ? "no error yet" : whole);
        return null;
    }

    /** A thread that waits for a server does not notice that its cell was interrupted. */
    private static void passInterruptsOn() {
        try {
            while (true) {
                Thread.sleep(LOOK_FOR_INTERRUPTS_MILLIS);
                Running.cancelInterrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String imports() {
        try (InputStream in = LabExtension.class.getResourceAsStream("/shardlab/notebook/imports.jshell")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the default imports", e);
        }
    }

    /**
     * The kernel's own threads would keep the JVM after a shutdown request. The cell that runs is stopped first and gets a
     * moment to clean up, and so do the lesson's tables, and the JVM's shutdown hooks, which put back what else was
     * changed on the servers.
     */
    @Override
    public void uninstall(BaseKernel kernel) {
        kernel.interrupt();
        daemon("shardlab-exit", () -> {
            awaitQuiet();
            daemon("shardlab-late", () -> halt(LESSON_MILLIS)).start();
            try (Cleaning end = Lab::closeCurrent) {
                CleanUp.atEnd();
            }
            daemon("shardlab-halt", () -> halt(HOOKS_MILLIS)).start();
            System.exit(0);
        }).start();
        Shell.detach();
    }

    /** Waits until no statement has run for a moment, in which the kernel's last messages leave too; not for ever. */
    private static void awaitQuiet() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLEAN_UP_MILLIS);
        for (long quiet = 0; quiet < LAST_MESSAGES_MILLIS && System.nanoTime() < end; quiet += STEP_MILLIS) {
            sleep(STEP_MILLIS);
            quiet = Running.any() ? 0 : quiet;
        }
    }

    /** What waits for a server that is gone must not keep the kernel. */
    private static void halt(long afterMillis) {
        sleep(afterMillis);
        Runtime.getRuntime().halt(0);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
