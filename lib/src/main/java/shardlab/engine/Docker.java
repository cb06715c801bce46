package shardlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.process.Finished;
import shardlab.process.Program;

/**
 * Docker by its command, which knows the account's contexts and says clearly what is wrong. Asking it takes a tenth of
 * a second, and nothing where there is none.
 */
final class Docker {

    /** The oldest API that the lab was tried with: that of Docker 20.10. */
    static final String OLDEST_API = "1.41";

    /** For the first question of all: a Docker that hangs must not hold up the choice of an engine. */
    private static final Duration GREETING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofMinutes(2);
    private static final Duration PULLING = Duration.ofMinutes(20);
    private static final Duration MEMORY = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Docker INSTANCE = new Docker();

    private String trouble;
    private long asked;

    private Docker() {
    }

    /** The one of this process: it remembers for ten seconds whether Docker answers. */
    static Docker here() {
        return INSTANCE;
    }

    /** Why Docker cannot be used and what to do about it, half a sentence; empty if it can. */
    synchronized Optional<String> trouble() {
        if (asked == 0 || System.nanoTime() - asked > MEMORY.toNanos()) {
            trouble = ask();
            asked = System.nanoTime();
        }
        return Optional.ofNullable(trouble);
    }

    private static String ask() {
        if (Program.onPath("docker").isEmpty()) {
            return "there is no docker command on this machine (https://docs.docker.com/get-docker)";
        }
        var answer = run(GREETING, "version", "--format", "{{.Server.APIVersion}}");
        String text = answer.output().strip();
        if (!answer.ok() || !text.matches("1\\.\\d{1,4}")) {
            return diagnosis(answer);
        }
        return minor(text) >= minor(OLDEST_API) ? null
                : "Docker is too old (API " + text + "); the lab needs Docker 20.10 or newer (API " + OLDEST_API + ")";
    }

    private static int minor(String api) {
        return Integer.parseInt(api.substring(api.indexOf('.') + 1));
    }

    private static String diagnosis(Finished answer) {
        if (answer.status() == Finished.TOO_LATE) {
            return answer.said() + "; restart Docker";
        }
        if (answer.status() == Finished.NOT_STARTED) {
            return answer.said() + "; install Docker anew";
        }
        String lower = answer.said().toLowerCase(Locale.ROOT);
        if (lower.contains("permission denied")) {
            return "this account may not talk to Docker (permission denied on its socket); add it to the group docker "
                    + "(sudo usermod -aG docker $USER) and log in again";
        }
        if (lower.contains("cannot connect") || lower.contains("is the docker daemon running")
                || lower.contains("no such host") || lower.contains("refused")) {
            return "Docker is installed but does not answer; start Docker Desktop, or: sudo systemctl start docker";
        }
        return "Docker answers with an error: " + answer.lastLine();
    }

    /**
     * Does nothing if Docker can be used.
     *
     * @throws LabException if not, with what was found and what to do
     */
    void demand() {
        trouble().ifPresent(reason -> {
            throw new LabException("Docker cannot be used", null, reason,
                    "mend that, or choose an engine without Docker: --engine installed or embedded", null);
        });
    }

    /** True if the image need not be pulled. */
    boolean has(String image) {
        var answer = run(PATIENCE, "image", "inspect", "--format", "{{.Id}}", image);
        return answer.ok() && answer.output().startsWith("sha256:");
    }

    /**
     * Pulls the image unless it is there.
     *
     * @throws LabException if it cannot be had
     */
    void ensure(String image, Progress progress) {
        if (has(image)) {
            return;
        }
        progress.report("pulling " + image, 0, -1, "images");
        var output = run(PULLING, "pull", "--quiet", image);
        if (!output.ok()) {
            throw new LabException("the image " + image + " is not on this machine and cannot be pulled", null,
                    output.lastLine(), "docker pull " + image + " where there is a network, or docker load it from "
                    + "a file; or choose an engine without Docker: --engine installed or embedded", null);
        }
        progress.report("pulling " + image, 1, 1, "images");
    }

    /** The lab's nodes among the containers that carry all the labels, the coordinator first; the stopped ones too. */
    List<Container> containers(Map<String, String> labels) {
        var all = new ArrayList<Container>();
        ids(labels, Container.NODE).ifPresent(ids -> inspect(ids).forEach(json -> all.add(Container.of(json))));
        all.sort(Comparator.comparingInt(Container::group));
        return all;
    }

    private Optional<List<String>> ids(Map<String, String> labels, String label) {
        var command = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label));
        labels.forEach((name, value) -> command.addAll(List.of("--filter", "label=" + name + "=" + value)));
        var ids = demand(PATIENCE, command).lines().filter(line -> line.matches("[0-9a-f]{64}")).toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    /** A container that vanished in between is left out. */
    private static List<JsonNode> inspect(List<String> ids) {
        String text = run(PATIENCE, Stream.concat(Stream.of("inspect"), ids.stream()).toArray(String[]::new)).output();
        try {
            String json = text.substring(Math.max(0, text.indexOf('[')), Math.max(0, text.lastIndexOf(']') + 1));
            return StreamSupport.stream(JSON.readTree(json).spliterator(), false).toList();
        } catch (IOException e) {
            throw new LabException("cannot read what docker inspect says", null, e.getMessage(), null, e);
        }
    }

    /** The ids of all containers, volumes and networks of a kind that carry a label. */
    List<String> named(String kind, String label, String value) {
        return demand(PATIENCE, List.of(kind, "ls", "--quiet", "--filter", "label=" + label + "=" + value))
                .lines().filter(line -> !line.isBlank()).toList();
    }

    /** The last lines that a container wrote. */
    String log(Container container, int lines) {
        return log(container.id(), lines);
    }

    /** The same of any container. */
    String log(String id, int lines) {
        var log = run(PATIENCE, "logs", "--tail", Integer.toString(lines), id);
        return log.output() + log.errors();
    }

    /**
     * Runs one docker command.
     *
     * @throws LabException if it fails, with the last line that it wrote
     */
    String demand(String... command) {
        return demand(STOPPING, List.of(command));
    }

    private static String demand(Duration within, List<String> command) {
        var output = run(within, command.toArray(String[]::new));
        if (!output.ok()) {
            throw new LabException("docker " + command.get(0) + " failed", null, output.lastLine(),
                    "docker " + String.join(" ", command), null);
        }
        return output.output();
    }

    private static Finished run(Duration within, String... command) {
        return Program.of(Stream.concat(Stream.of("docker"), Stream.of(command)).toList()).within(within).run();
    }

    /** Where Docker listens, by the context in use, such as {@code unix:///var/run/docker.sock}. */
    String host() {
        return demand("context", "inspect", "--format", "{{.Endpoints.docker.Host}}").strip();
    }

}
