package shardlab.exercise;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of an answer: case, accents, quotes, and the space around and within do not count. */
final class AnswerWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("[\\s_\\u00a0-]+");
    private static final String QUOTES = "\\s\"'`´’“”„«»";
    private static final Pattern AROUND = Pattern.compile("^[" + QUOTES + "(\\[{]+|[" + QUOTES + ")\\]}.;,!]+$");

    private AnswerWords() {
    }

    /** The text by which answers are compared; empty if it is no text. */
    static Optional<String> of(Object answer) {
        if (!(answer instanceof CharSequence || answer instanceof Character || answer instanceof Enum<?>)) {
            return Optional.empty();
        }
        String bare = AROUND.matcher(answer.toString()).replaceAll("");
        String plain = MARKS.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKD)).replaceAll("");
        return Optional.of(SPACE.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
    }

    /** Yes or no, in the words for it. */
    static Optional<Boolean> truth(Object answer) {
        if (answer instanceof Boolean truth) {
            return Optional.of(truth);
        }
        return of(answer).flatMap(word -> switch (word) {
            case "yes", "y", "true", "t", "on", "right" -> Optional.of(true);
            case "no", "n", "false", "f", "off", "wrong" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** By how many letters two texts differ: left out, put in, or another. */
    static int apart(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int best = Math.min(Math.min(row[j], row[j - 1]) + 1,
                        diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[other.length()];
    }
}
