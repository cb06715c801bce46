package shardlab.notebook;

import java.lang.reflect.Field;
import java.util.UUID;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * An output of a cell that is replaced in place, also when the cell has ended: then the message bears the cell's own
 * request, and while another cell runs, that one's, by which a headless run takes notice of it.
 *
 * <p>The kernel's interface shows outputs only while a cell runs, so its field is read. On a kernel that lacks it the
 * output is replaced only while a cell runs.
 */
final class LiveDisplay {

    private final BaseKernel kernel;
    private final String id = UUID.randomUUID().toString();
    private final ShellReplyEnvironment cell;

    /** Shows it below the running cell. */
    LiveDisplay(BaseKernel kernel, DisplayData first) {
        this.kernel = kernel;
        this.cell = running();
        first.putTransientData("display_id", id);
        Sender.send(() -> kernel.display(first));
    }

    void update(DisplayData data) {
        ShellReplyEnvironment now = running();
        ShellReplyEnvironment to = now == null ? cell : now;
        data.putTransientData("display_id", id);
        if (to == null) {
            Sender.send(() -> kernel.getIO().display.updateDisplay(data));
        } else {
            Sender.send(() -> to.publish(new PublishUpdateDisplayData(data)));
        }
    }

    /** The running cell; null if none runs, or it cannot be told. */
    private ShellReplyEnvironment running() {
        try {
            Field env = DisplayStream.class.getDeclaredField("env");
            env.setAccessible(true);
            return (ShellReplyEnvironment) env.get(kernel.getIO().display);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(LiveDisplay.class.getName())
                    .log(System.Logger.Level.DEBUG, "outputs are replaced only while a cell runs", e);
            return null;
        }
    }
}
