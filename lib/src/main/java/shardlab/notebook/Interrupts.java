package shardlab.notebook;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Hears of every interrupt, also of one that comes while no cell runs: the kernel cancels all that it believes to be
 * running, and one of these is ours. The hook is outside the kernel's extension interface; on a kernel that lacks it an
 * interrupt stops cells only.
 */
final class Interrupts {

    private static final String NAME = "shardlab";

    private Interrupts() {
    }

    /** @param heard is called at each interrupt, in a thread of its own: the kernel waits for nobody */
    static void install(BaseKernel kernel, Runnable heard) {
        try {
            running(kernel).put(NAME, new Listener(heard));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(Interrupts.class.getName())
                    .log(System.Logger.Level.DEBUG, "an interrupt between two cells is not heard", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Future<Object>> running(BaseKernel kernel) throws ReflectiveOperationException {
        return (Map<String, Future<Object>>) field(field(field(kernel, "evaluator"), "execControl"), "running");
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** Never done, and not to be cancelled. */
    private static final class Listener extends CompletableFuture<Object> {

        private final Runnable heard;

        Listener(Runnable heard) {
            this.heard = heard;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            Thread thread = new Thread(heard, "shardlab interrupted");
            thread.setDaemon(true);
            thread.start();
            return false;
        }
    }
}
