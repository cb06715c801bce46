package shardlab.advise;

import java.util.Locale;

/** Numbers as a report shows them. */
public final class Numbers {

    private Numbers() {
    }

    /** Grouped, with one digit after the point where the number is not whole. */
    public static String text(double number) {
        return String.format(Locale.ROOT, Math.abs(number - Math.rint(number)) < 1e-9 ? "%,.0f" : "%,.1f", number);
    }
}
