package shardlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose schema is which: no two learners share one, whatever they are called. */
class LearnerTest {

    private static final String LONG = "a-name-that-is-longer-than-any-schema-of-the-server-can-be-";
    private static final List<String> NAMES = List.of("ada", "Ada", "ada_retail", "ada_", "_ada", "ada__", "a.b@example.org",
            "a-b", "a'b", "a\"b", "a b", "a:b", "a?b", "a$b", "a\\b", "pg_ada", "_pg_ada", "public", "Ærøskøbing", "李雷",
            LONG + 1, LONG + 2, "李".repeat(30) + 1, "李".repeat(30) + 2, "x" + "_".repeat(40), "x" + "_".repeat(41),
            Learner.named(LONG + 1).prefix(), Learner.named("a'b").prefix());
    private static final List<String> LESSONS = List.of("retail", "own", "by_state", "joining", "join_costs", "retail_2",
            "ada_retail");

    @Test
    void noTwoLearnersShareASchema() {
        Set<String> schemas = new HashSet<>();
        for (String name : NAMES) {
            for (String lesson : LESSONS) {
                assertThat(schemas.add(Learner.named(name).schema(lesson))).as(name + " at " + lesson).isTrue();
            }
        }
    }

    @Test
    void everySchemaCanBeMadeAsItIs() {
        for (String name : NAMES) {
            String schema = Learner.named(name).schema("insert_lesson");
            assertThat(schema.getBytes(StandardCharsets.UTF_8).length).as(schema).isLessThanOrEqualTo(63);
            assertThat(schema).doesNotStartWith("pg_").doesNotContain("'", "\"", "\\", "?", ":", "$", " ");
        }
    }

    @Test
    void aNameIsReadInItsSchemas() {
        assertThat(Learner.named("ada").schema("retail")).isEqualTo("ada_retail");
        assertThat(Learner.named("Ada.Lovelace@example.org").schema("retail")).isEqualTo("Ada.Lovelace@example.org_retail");
        assertThat(Learner.ALONE.schema("retail")).isEqualTo("retail");
    }

    @Test
    void aSchemaThatTheServerWouldCutIsRefused() {
        assertThatThrownBy(() -> Learner.named(LONG).schema("x".repeat(40))).isInstanceOf(LabException.class)
                .hasMessageContaining("63 bytes");
    }

    @Test
    void theHubsUserCountsOnlyWhereOthersMayBe() {
        var user = Map.of("JUPYTERHUB_USER", "ada");
        assertThat(Settings.from(user).learner()).isEqualTo(Learner.ALONE);
        assertThat(Settings.from(Map.of("JUPYTERHUB_USER", "ada", "SHARDLAB_URL", "jdbc:postgresql://h/d")).learner())
                .isEqualTo(Learner.named("ada"));
        assertThat(Settings.from(Map.of("JUPYTERHUB_USER", "ada", "SHARDLAB_LEARNER", "grace")).learner())
                .isEqualTo(Learner.named("grace"));
    }
}
