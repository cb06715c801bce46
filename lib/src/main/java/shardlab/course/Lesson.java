package shardlab.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import shardlab.FileProblem;

/**
 * A lesson, as its notebook says of itself.
 *
 * @param name      the notebook's name without its ending, such as {@code 01-start-a-cluster}
 * @param title     its heading
 * @param question  what it asks, with Markdown's marks
 * @param exercises what its exercises are called, in order
 */
public record Lesson(String name, String title, String question, List<String> exercises) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADING = Pattern.compile("(?m)^# (.+)$");
    private static final Pattern QUESTION = Pattern.compile("\\*\\*The question\\.\\*\\*\\s*((?s:.+?))(?:\\n\\s*\\n|$)");
    private static final Pattern ASKED = Pattern.compile("\\bcheck\\(\\s*\"([^\"]+)\"");

    /** Reads a notebook. */
    static Lesson of(Path notebook) {
        String name = notebook.getFileName().toString().replaceFirst("\\.ipynb$", "");
        String prose = text(notebook, "markdown");
        return new Lesson(name, first(HEADING, prose, name), first(QUESTION, prose, "").replaceAll("\\s+", " ").strip(),
                ASKED.matcher(text(notebook, "code")).results().map(found -> found.group(1)).distinct().toList());
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : otherwise;
    }

    private static String text(Path notebook, String kind) {
        try {
            var text = new StringBuilder();
            for (JsonNode cell : JSON.readTree(notebook.toFile()).path("cells")) {
                if (cell.path("cell_type").asText().equals(kind)) {
                    text.append(source(cell.path("source"))).append("\n\n");
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw FileProblem.of("cannot read the notebook", notebook, e, "./lab restore puts a lesson back as it was");
        }
    }

    private static String source(JsonNode source) {
        return source.isTextual() ? source.asText()
                : String.join("", StreamSupport.stream(source.spliterator(), false).map(JsonNode::asText).toList());
    }
}
