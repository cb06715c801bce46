package shardlab.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import shardlab.LabException;

class ExerciseFileTest {

    @TestFactory
    Stream<DynamicTest> aLessonHasThreeExercisesWithHintsAnAnswerAndAQuery() throws IOException {
        return lessons().map(lesson -> DynamicTest.dynamicTest(lesson, () -> {
            List<Exercise> exercises = ExerciseFile.of(lesson);
            assertThat(exercises).extracting(Exercise::number).containsExactly(1, 2, 3);
            assertThat(exercises).allSatisfy(each -> {
                assertThat(each.hints()).as(each.id()).isNotEmpty().doesNotContain("");
                assertThat(each.explanation()).as(each.id()).isNotBlank();
                assertThat(each.right()).as(each.id()).matches("(?s)(select|with) .*[^;]");
                assertThat(each.mistakes()).as(each.id())
                        .allSatisfy(mistake -> assertThat(mistake.query()).matches("(?s)(select|with) .*[^;]"));
                assertThat(each.choices().isEmpty()).as(each.id()).isEqualTo(each.form().kind() != Form.Sort.CHOICE);
            });
        }));
    }

    private static Stream<String> lessons() throws IOException {
        try (Stream<Path> notebooks = Files.list(Path.of("..", "notebooks"))) {
            List<String> numbers = notebooks.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.*\\.ipynb")).map(name -> name.substring(0, 2)).sorted().toList();
            assertThat(numbers).isNotEmpty();
            return numbers.stream();
        }
    }

    @Test
    void anExerciseThatIsNotThereIsTold() {
        assertThatThrownBy(() -> ExerciseFile.of("01", 9)).isInstanceOf(LabException.class)
                .hasMessageContaining("no exercise 9");
        assertThatThrownBy(() -> ExerciseFile.of("99")).isInstanceOf(LabException.class)
                .hasMessageContaining("lesson 99");
        assertThatThrownBy(() -> ExerciseFile.of("../01")).isInstanceOf(LabException.class)
                .hasMessageContaining("two digits");
    }
}
