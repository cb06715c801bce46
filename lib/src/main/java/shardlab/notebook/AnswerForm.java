package shardlab.notebook;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a learner may write an answer, and what is wrong with one that is not right. */
final class AnswerForm {

    private AnswerForm() {
    }

    /** True if the answer is what is expected, in whatever form. */
    static boolean fits(Object answer, Object expected) {
        if (answer instanceof List<?> given && expected instanceof List<?> asked) {
            return given.size() == asked.size() && inPlace(given, asked) == asked.size();
        }
        return Same.value(plain(answer), plain(expected));
    }

    /** One line for the learner, with its end; empty where there is nothing to say that is not the answer. */
    static String fault(Object answer, Object expected) {
        if (expected instanceof Number) {
            return number(answer).map(given -> given.compareTo(number(expected).orElse(given)) > 0 ? "that is too much\n"
                    : "that is too little\n").orElse("a number is asked for\n");
        }
        if (expected instanceof Collection<?> asked) {
            return answer instanceof Collection<?> given ? items(given, asked) : "several values are asked for\n";
        }
        return "";
    }

    private static String items(Collection<?> given, Collection<?> asked) {
        if (given.size() != asked.size()) {
            return "it has " + given.size() + " values, and " + asked.size() + " are asked for\n";
        }
        return given instanceof List<?> values && asked instanceof List<?> wanted
                ? inPlace(values, wanted) + " of " + asked.size() + " values are where they belong\n" : "";
    }

    private static int inPlace(List<?> given, List<?> asked) {
        int count = 0;
        for (int i = 0; i < asked.size(); i++) {
            count += fits(given.get(i), asked.get(i)) ? 1 : 0;
        }
        return count;
    }

    private static Object plain(Object value) {
        if (value instanceof Character || value instanceof CharSequence || value instanceof Enum<?>) {
            String text = value.toString().strip();
            return number(text).<Object>map(number -> number).orElse(text.toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            return Optional.of(new BigDecimal(String.valueOf(value).strip().replace("_", "")));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}
