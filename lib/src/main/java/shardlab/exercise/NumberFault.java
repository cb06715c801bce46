package shardlab.exercise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/** What is wrong with a number. */
final class NumberFault {

    /** By these a number differs that is meant in another unit: thousands, per cent, minutes, mega. */
    private static final Set<Integer> UNITS = Set.of(60, 100, 1_000, 10_000, 1_000_000);

    private NumberFault() {
    }

    static String of(Object answer, Form form, Number right) {
        List<BigDecimal> readings = NumberForm.of(answer, form.unit());
        if (readings.isEmpty()) {
            return Given.several(answer).isPresent() ? "one number is asked for, and this is several values"
                    : answer instanceof Record ? "that is a whole " + answer.getClass().getSimpleName()
                            + ": give the one number of it that is asked for" : form.kind().asked();
        }
        return of(readings.get(0), ValueJudge.exact(right), form);
    }

    private static String of(BigDecimal given, BigDecimal right, Form form) {
        if (given.signum() != 0 && given.compareTo(right.negate()) == 0) {
            return "its sign is the other one";
        }
        if (form.unit().isPresent() && otherUnit(given, right)) {
            return "the digits are right, and the unit is not: " + form.unit().get().sign() + " is asked for";
        }
        if (right.scale() >= 0 && rounded(given, right)) {
            return "not rounded as it is asked for";
        }
        boolean whole = right.stripTrailingZeros().scale() <= 0;
        if (whole && given.subtract(right).abs().compareTo(BigDecimal.ONE) == 0) {
            return "it is off by one";
        }
        return given.compareTo(right) > 0 ? "that is too much" : "that is too little";
    }

    private static boolean otherUnit(BigDecimal given, BigDecimal right) {
        if (given.signum() * right.signum() <= 0) {
            return false;
        }
        BigDecimal large = given.abs().max(right.abs());
        BigDecimal ratio = large.divide(given.abs().min(right.abs()), MathContext.DECIMAL64);
        return UNITS.stream().anyMatch(unit -> ratio.compareTo(BigDecimal.valueOf(unit)) == 0);
    }

    /** True if it would be right when rounded to the digits of the right one, or is the right one with fewer digits. */
    private static boolean rounded(BigDecimal given, BigDecimal right) {
        BigDecimal shorter = given.scale() > right.scale() ? right : given;
        BigDecimal longer = given.scale() > right.scale() ? given : right;
        return longer.setScale(Math.max(0, shorter.scale()), RoundingMode.HALF_UP).compareTo(shorter) == 0
                && longer.compareTo(shorter) != 0;
    }
}
