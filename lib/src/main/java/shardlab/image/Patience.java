package shardlab.image;

import java.time.Duration;
import java.util.List;
import shardlab.LabException;

/**
 * How often something is asked again that brought nothing, and how long after.
 *
 * @param pauses before the second time, the third, and so on
 */
record Patience(List<Duration> pauses) {

    /** For a registry on the internet. */
    static final Patience USUAL = new Patience(List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6)));

    /**
     * Waits, unless it was asked often enough.
     *
     * @param times how often in a row it brought nothing
     * @return false if it was asked often enough
     */
    boolean waits(int times) {
        if (times > pauses.size()) {
            return false;
        }
        try {
            Thread.sleep(times == 0 ? 0 : pauses.get(times - 1).toMillis());
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static LabException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LabException("interrupted while the image was being fetched", null, null,
                "run it again: what came so far is kept", e);
    }
}
