package shardlab.exercise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.advise.Advice;

/** Looks at answers about the tables {@code company} of the lesson on advice, by asking the advisor. */
final class AdviceJudge {

    private static final double LAB_FOREIGN_KEY = 0.1;
    private static final double WEIGHT = 500;

    private AdviceJudge() {
    }

    /** A new page with its weight: all states are asked. */
    static Finding page(String page, Lookup lookup, List<Object> expected) {
        Advice before = advice(lookup, lookup.text("daily"), Map.of());
        Advice after = advice(lookup, lookup.text("daily") + "\n" + page + ";", Map.of());
        if (after.queries().size() != before.queries().size() + 1) {
            return Finding.wrong(after.unread().isEmpty() ? "one statement is asked for" : "it cannot be read: "
                    + String.join("; ", after.unread()));
        }
        double weight = after.queries().get(after.queries().size() - 1).weight();
        if (weight != WEIGHT) {
            return Finding.wrong("its weight is " + BigDecimal.valueOf(weight).stripTrailingZeros().toPlainString()
                    + ": a line -- weight: above it says how often it is asked");
        }
        return after.best().queriesCost() > before.best().queriesCost() + 2 * WEIGHT ? Finding.RIGHT
                : Finding.wrong("the advisor finds one shard for it: all states are asked");
    }

    /** Where sales are when no statement of the day names the state. */
    static Finding place(String place, Lookup lookup, List<Object> expected) {
        String less = lookup.text("daily").replace("s.state = :state and ", "")
                .replace("d.state = s.state and ", "").replace("state = :state and ", "");
        String advised = placeOf("sale", advice(lookup, less, Map.of()));
        String column = place.replaceFirst("(?i)^by\\s+", "");
        if (AnswerWords.of(column).equals(AnswerWords.of(advised.replaceFirst("^by ", "")))) {
            return Finding.RIGHT;
        }
        String now = placeOf("sale", advice(lookup, lookup.text("daily"), Map.of()));
        return Finding.wrong(AnswerWords.of(column).equals(AnswerWords.of(now.replaceFirst("^by ", "")))
                ? "that is where they are while the statements name the state" : "the advisor says another column");
    }

    /** A price of a lost foreign key with which customers stay where they are. */
    static Finding weight(Object answer, Lookup lookup, List<Object> expected) {
        Optional<BigDecimal> number = NumberForm.of(answer, Optional.empty()).stream().findFirst();
        if (number.isEmpty()) {
            return Finding.wrong(Form.Sort.WEIGHT.asked());
        }
        double price = number.get().doubleValue();
        if (price >= 1 || price <= LAB_FOREIGN_KEY) {
            return Finding.wrong(price >= 1 ? "below 1 is asked for" : "more than the lab's own 0.1 is asked for");
        }
        String statements = lookup.text("daily") + lookup.text("reports");
        String lab = placeOf("customer", advice(lookup, statements, Map.of()));
        String now = placeOf("customer", advice(lookup, statements, Map.of("foreign_key", price)));
        return now.equals(lab) ? Finding.RIGHT : Finding.wrong("with that price customers are " + now);
    }

    private static Advice advice(Lookup lookup, String queries, Map<String, Double> numbers) {
        return lookup.advise(lookup.text("company"), queries, lookup.text("rows"), numbers);
    }

    private static String placeOf(String table, Advice advice) {
        return advice.best().design().places().get("public." + table).toString();
    }
}
