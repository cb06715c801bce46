package shardlab.notebook;

import java.time.Duration;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import shardlab.Settings;
import shardlab.chart.WatchPicture;
import shardlab.watch.ClusterLook;
import shardlab.watch.ClusterWatch;
import shardlab.watch.TimelineEvent;

/**
 * A cluster watched while cells work: {@code var watch = lab.watch(); show(watch);} returns at once, and the picture below
 * that cell is drawn anew until {@link #close()}, until the kernel is interrupted, or until the cluster is down. The last
 * picture and its timeline stay.
 */
public final class LiveWatch implements AutoCloseable {

    private static final int TEXT_WIDTH = 120;

    private static LiveWatch current;

    private ClusterWatch watch;
    private LiveDisplay display;

    private LiveWatch() {
    }

    /** Begins one; the one before, if it goes on, ends. */
    static synchronized LiveWatch begin(Settings settings, Duration every) {
        endCurrent();
        var live = new LiveWatch();
        live.watch = ClusterWatch.begin(settings, every, looked -> live.draw());
        current = live;
        return live;
    }

    /** Ends the one that goes on, as when the kernel was interrupted or the lab is closed. */
    static synchronized void endCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Shows the picture below the running cell, from where it goes on. */
    synchronized void show() {
        display = Shell.live(data()).orElse(null);
        if (display == null) {
            System.out.println(watch.text(TEXT_WIDTH));
        }
    }

    private synchronized void draw() {
        if (display != null) {
            display.update(data());
        }
    }

    private DisplayData data() {
        DisplayData data = Renderers.picture(WatchPicture.of(watch));
        data.putText(watch.text(TEXT_WIDTH));
        return data;
    }

    /** What was seen last. */
    public ClusterLook look() {
        return watch.look();
    }

    /** What has changed since it began, oldest first. */
    public List<TimelineEvent> timeline() {
        return watch.timeline();
    }

    /** False once it has ended. */
    public boolean goesOn() {
        return watch.goesOn();
    }

    /** Ends it; the last picture stays where it is. */
    @Override
    public void close() {
        watch.close();
        draw();
    }
}
