package shardlab.report;

import java.util.List;
import java.util.Locale;

/**
 * Something that was found.
 *
 * @param severity how soon to act
 * @param title    what it is
 * @param seen     where it was seen, and how much
 * @param more     how many more such places there are
 * @param why      why it matters
 * @param remedy   what to do
 */
public record HealthFinding(Severity severity, String title, List<String> seen, int more, String why, String remedy) {

    /** Keeps what was seen as it is now. */
    public HealthFinding {
        seen = List.copyOf(seen);
    }

    /** For the page: a class of its style. */
    public String style() {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
