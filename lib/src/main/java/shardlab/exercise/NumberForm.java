package shardlab.exercise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What numbers an answer can be read as: {@code 7}, {@code "7 shards"}, {@code "1,000"}, {@code "3.6 s"} for 3600 ms. */
final class NumberForm {

    private static final String SPACES = " _'’\u00a0\u202f";
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(?:=|~|≈|about|approx\\.?)\\s*)?([-+−]?)(\\d[\\d.," + SPACES + "]*|[.,]\\d+)"
                    + "(?:[eE]([-+]?\\d{1,3}))?\\s*((?:[^\\d-][^\\d]*)?)");
    private static final Pattern GROUPED = Pattern.compile(
            "\\d{1,3}([" + SPACES + "]\\d{3})+([.,]\\d*)?|[\\d_]+([.,][\\d_]*)?");
    private static final Pattern ENGLISH = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern CONTINENTAL = Pattern.compile("\\d{1,3}(\\.\\d{3})+(,\\d*)?");
    private static final Pattern PLAIN = Pattern.compile("\\d*[.,]?\\d*");

    private NumberForm() {
    }

    /** All readings of an answer, in the unit that is asked for; none if it is no number. */
    static List<BigDecimal> of(Object answer, Optional<Unit> asked) {
        if (answer instanceof Duration time) {
            return List.of(in(BigDecimal.valueOf(time.toNanos(), 9), Unit.SECONDS, asked));
        }
        boolean text = answer instanceof CharSequence || answer instanceof Character;
        return answer instanceof Number number ? exact(number)
                : text ? written(answer.toString().strip(), asked) : List.of();
    }

    private static List<BigDecimal> exact(Number number) {
        try {
            return List.of(new BigDecimal(number.toString()));
        } catch (NumberFormatException notFinite) {
            return List.of();
        }
    }

    private static List<BigDecimal> written(String text, Optional<Unit> asked) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.matches()) {
            return List.of();
        }
        int exponent = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        boolean negative = !found.group(1).isEmpty() && !found.group(1).equals("+");
        Optional<Unit> unit = Unit.named(found.group(4).strip().replaceFirst("\\.$", ""));
        return digits(found.group(2).strip().replaceFirst("[.,]$", "")).stream()
                .map(number -> (negative ? number.negate() : number).scaleByPowerOfTen(exponent))
                .map(number -> unit.map(own -> in(number, own, asked)).orElse(number)).toList();
    }

    /** A comma may part thousands or a fraction, and so may a point. */
    private static List<BigDecimal> digits(String text) {
        List<BigDecimal> readings = new ArrayList<>();
        String closed = GROUPED.matcher(text).matches() ? text.replaceAll("[" + SPACES + "]", "") : text;
        if (ENGLISH.matcher(closed).matches()) {
            readings.add(new BigDecimal(closed.replace(",", "")));
        }
        if (CONTINENTAL.matcher(closed).matches()) {
            readings.add(new BigDecimal(closed.replace(".", "").replace(',', '.')));
        }
        if (PLAIN.matcher(closed).matches()) {
            readings.add(new BigDecimal(closed.replace(',', '.')));
        }
        return readings;
    }

    /** From its own unit to the one that is asked for; a unit of another kind is a mere word. */
    private static BigDecimal in(BigDecimal number, Unit own, Optional<Unit> asked) {
        boolean counts = asked.map(unit -> unit.isTime() == own.isTime()).orElse(!own.isTime());
        BigDecimal factor = asked.map(Unit::factor).orElse(BigDecimal.ONE);
        return counts ? number.multiply(own.factor()).divide(factor, MathContext.DECIMAL64) : number;
    }
}
