package shardlab.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.sql.SqlFile;

/**
 * The exercises of a lesson, in {@code exercise/NN.sql}: comments that say what is asked, each above the query that says
 * what is right.
 */
public final class ExerciseFile {

    private static final Pattern KEY = Pattern.compile("-- (exercise \\d+|choices|hint|answer|not): (.*)");
    private static final String GOES_ON = "--   ";

    private final List<String> keys = new ArrayList<>();
    private final List<StringBuilder> texts = new ArrayList<>();
    private final List<StringBuilder> queries = new ArrayList<>();

    private ExerciseFile(String text) {
        text.lines().forEach(this::read);
    }

    /**
     * The exercises of a lesson, in order.
     *
     * @param lesson its number, such as {@code 01}
     */
    public static List<Exercise> of(String lesson) {
        if (!lesson.matches("\\d\\d")) {
            throw new LabException("there is no lesson '" + lesson + "'", "give its two digits, such as \"01\"");
        }
        try {
            return new ExerciseFile(SqlFile.read("exercise/" + lesson + ".sql")).exercises(lesson);
        } catch (IllegalArgumentException none) {
            throw new LabException("there are no exercises of lesson " + lesson, null, none.getMessage(),
                    "run ./lab setup if the lesson is newer than the library", none);
        }
    }

    /** One of them. */
    public static Exercise of(String lesson, int number) {
        List<Exercise> found = of(lesson);
        return found.stream().filter(each -> each.number() == number).findFirst().orElseThrow(() ->
                new LabException("lesson " + lesson + " has no exercise " + number, "it has " + found.size()));
    }

    private void read(String line) {
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
            keys.add(key.group(1));
            texts.add(new StringBuilder(key.group(2).strip()));
            queries.add(new StringBuilder());
        } else if (!keys.isEmpty() && line.startsWith(GOES_ON)) {
            texts.get(texts.size() - 1).append(' ').append(line.substring(GOES_ON.length()).strip());
        } else if (!keys.isEmpty() && !line.startsWith("--")) {
            queries.get(queries.size() - 1).append(line).append('\n');
        }
    }

    private List<Exercise> exercises(String lesson) {
        List<Exercise> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).startsWith("exercise ")) {
                found.add(exercise(lesson, i));
            }
        }
        return found;
    }

    private Exercise exercise(String lesson, int at) {
        List<String> choices = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        List<Exercise.Mistake> mistakes = new ArrayList<>();
        int answer = at;
        for (int i = at + 1; i < keys.size() && !keys.get(i).startsWith("exercise "); i++) {
            String text = texts.get(i).toString();
            switch (keys.get(i)) {
                case "choices" -> choices.addAll(List.of(text.split(", ")));
                case "hint" -> hints.add(text);
                case "not" -> mistakes.add(new Exercise.Mistake(text, query(i)));
                default -> answer = i;
            }
        }
        return new Exercise(lesson, Integer.parseInt(keys.get(at).substring("exercise ".length())),
                Form.of(texts.get(at).toString()), choices, hints, texts.get(answer).toString(), query(answer), mistakes);
    }

    private String query(int at) {
        return queries.get(at).toString().strip().replaceFirst(";$", "");
    }
}
