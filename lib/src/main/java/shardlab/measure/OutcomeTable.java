package shardlab.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An outcome as text. */
final class OutcomeTable {

    private OutcomeTable() {
    }

    static String of(Outcome outcome) {
        String baseline = outcome.timings().get(0).arm();
        List<String[]> lines = new ArrayList<>();
        String[] head = {"arm", "median", outcome.intervalName(), "times " + baseline, "verdict"};
        lines.add(outcome.comparable() ? head : Arrays.copyOf(head, 3));
        for (Timing timing : outcome.timings()) {
            lines.add(line(outcome, timing, baseline));
        }
        return outcome.name() + "\n" + aligned(lines) + outcome.caption() + "\n";
    }

    static Stream<String> csvLines(String experiment, Timing timing) {
        long[] nanos = timing.samples().nanos();
        return IntStream.range(0, nanos.length).mapToObj(
                i -> quoted(experiment) + "," + quoted(timing.arm()) + "," + (i + 1) + "," + nanos[i]);
    }

    private static String[] line(Outcome outcome, Timing timing, String baseline) {
        String interval = timing.hasInterval()
                ? Durations.text(timing.low()) + " to " + Durations.text(timing.high()) : "";
        if (!outcome.comparable()) {
            return new String[] {timing.arm(), Durations.text(timing.median()), interval};
        }
        if (timing.arm().equals(baseline)) {
            return new String[] {timing.arm(), Durations.text(timing.median()), interval, "1", ""};
        }
        Comparison comparison = outcome.compare(timing.arm(), baseline);
        return new String[] {timing.arm(), Durations.text(timing.median()), interval, comparison.times(),
            comparison.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')};
    }

    private static String aligned(List<String[]> lines) {
        StringBuilder text = new StringBuilder();
        int[] widths = new int[lines.get(0).length];
        lines.forEach(line -> IntStream.range(0, widths.length)
                .forEach(i -> widths[i] = Math.max(widths[i], line[i].length())));
        for (String[] line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                row.append(i == 0 ? "  " : "   ").append(line[i]).append(" ".repeat(widths[i] - line[i].length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
