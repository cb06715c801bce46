package shardlab.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/**
 * Watches a cluster in the background, on sessions of its own, until it is closed or the cluster is down. A node that
 * is down is shown as such, and asked again; nothing on the servers is changed.
 */
public final class ClusterWatch implements AutoCloseable {

    /** From one look to the next, unless asked otherwise. */
    public static final Duration PACE = Duration.ofSeconds(1);

    private static final Duration FASTEST = Duration.ofMillis(250);
    /** A whole cluster that has not answered for so long is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final long FIRST_LOOK_STEP_MILLIS = 20;

    private final Sampler sampler;
    private final Duration every;
    private final Consumer<ClusterWatch> listener;
    private final String caption;
    private final Timeline timeline = new Timeline();
    private final long start = System.nanoTime();
    private final Thread thread = new Thread(this::run, "shardlab watch");
    private long answered = System.nanoTime();
    private volatile ClusterLook look;
    private volatile String end = "";
    private volatile boolean closed;

    private ClusterWatch(Cluster cluster, Duration every, Consumer<ClusterWatch> listener) {
        this.every = every.compareTo(FASTEST) < 0 ? FASTEST : every;
        this.sampler = new Sampler(cluster, this.every);
        this.listener = listener;
        this.caption = cluster.provenance().caption();
        this.look = sampler.look(Duration.ZERO);
    }

    /**
     * Begins to watch the cluster that the settings lead to, after a first look at it.
     *
     * @param every    from one look to the next; four times a second at most
     * @param listener is told of each look, in the watch's own thread
     * @throws LabException if no cluster runs
     */
    public static ClusterWatch begin(Settings settings, Duration every, Consumer<ClusterWatch> listener) {
        Cluster cluster = Cluster.attach(settings).orElseThrow(() ->
                new LabException("no cluster is running", "./lab up starts one"));
        var watch = new ClusterWatch(cluster, every, listener);
        watch.thread.setDaemon(true);
        watch.sampler.start();
        watch.awaitFirstLook();
        watch.thread.start();
        return watch;
    }

    private void awaitFirstLook() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!sampler.ready() && System.nanoTime() < until) {
                Thread.sleep(FIRST_LOOK_STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        take();
    }

    private void run() {
        while (!closed && end.isEmpty()) {
            pause();
            if (!closed) {
                take();
                listener.accept(this);
            }
        }
        if (!end.isEmpty()) {
            sampler.close();
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                TimeUnit.NANOSECONDS.timedWait(this, every.toNanos());
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void take() {
        ClusterLook now = sampler.look(Duration.ofNanos(System.nanoTime() - start));
        timeline.note(now);
        if (now.trouble().isEmpty() || now.nodes().stream().anyMatch(NodeLook::answers)) {
            answered = System.nanoTime();
        } else if (System.nanoTime() - answered > PATIENCE.toNanos()) {
            end = "the cluster is down: " + now.trouble();
            timeline.add(now.at(), "no node answers");
        }
        look = now;
    }

    /** What was seen last. */
    public ClusterLook look() {
        return look;
    }

    /** What has changed since it began, oldest first. */
    public List<TimelineEvent> timeline() {
        return timeline.events();
    }

    /** Engine, versions and nodes. */
    public String caption() {
        return caption;
    }

    /** Why it has ended by itself, or an empty text. */
    public String end() {
        return end;
    }

    /** True until it was closed or has ended by itself. */
    public boolean goesOn() {
        return !closed && end.isEmpty();
    }

    /** The picture as text. */
    public String text(int width) {
        return new LookText(this, width).toString();
    }

    /** Ends it, with one more look; its sessions are closed. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sampler.close();
        if (end.isEmpty()) {
            take();
        }
    }

    /** Waits until it was closed or has ended by itself. */
    public void await() throws InterruptedException {
        thread.join();
    }
}
