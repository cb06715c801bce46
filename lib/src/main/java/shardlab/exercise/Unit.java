package shardlab.exercise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units that can be written in more than one way. */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and nothing says so but Guava's own types.
public enum Unit {
    /** A millionth of a second. */
    MICROSECONDS("0.000001", true, "us", "µs", "μs", "microsecond", "microseconds"),
    /** A thousandth of a second. */
    MILLISECONDS("0.001", true, "ms", "msec", "milli", "millis", "millisecond", "milliseconds"),
    /** A second. */
    SECONDS("1", true, "s", "sec", "secs", "second", "seconds"),
    /** A minute. */
    MINUTES("60", true, "min", "mins", "minute", "minutes"),
    /** A hundredth part. */
    PERCENT("0.01", false, "%", "percent", "pct", "prozent");

    private final BigDecimal factor;
    private final boolean time;
    private final List<String> names;

    Unit(String factor, boolean time, String... names) {
        this.factor = new BigDecimal(factor);
        this.time = time;
        this.names = List.of(names);
    }

    static Optional<Unit> named(String name) {
        return List.of(values()).stream().filter(unit -> unit.names.contains(name.toLowerCase(Locale.ROOT))).findFirst();
    }

    /** How a learner writes it. */
    public String sign() {
        return names.get(0);
    }

    boolean isTime() {
        return time;
    }

    BigDecimal factor() {
        return factor;
    }
}
