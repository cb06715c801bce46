package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LessonCellsTest {

    @Test
    void noCellOfALessonIsTakenForMisplacedSql() throws IOException {
        List<String> cells = javaCells();
        assertThat(cells).hasSizeGreaterThan(50);
        for (String cell : cells) {
            assertThatCode(() -> Misplaced.refuse(cell, JavaCell.of(cell))).as(cell).doesNotThrowAnyException();
        }
    }

    private static List<String> javaCells() throws IOException {
        List<String> cells = new ArrayList<>();
        try (Stream<Path> notebooks = Files.list(Path.of("..", "notebooks"))) {
            for (Path notebook : notebooks.filter(path -> path.toString().endsWith(".ipynb")).toList()) {
                for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).path("cells")) {
                    var source = new StringBuilder();
                    cell.path("source").forEach(line -> source.append(line.asText()));
                    boolean java = cell.path("cell_type").asText().equals("code") && !source.toString().startsWith("%%");
                    if (java) {
                        cells.add(source.toString());
                    }
                }
            }
        }
        return cells;
    }
}
