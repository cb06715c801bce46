package shardlab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of the differential test that need no server. */
class GrammarTest {

    private static final List<Schema.Column> COLUMNS = List.of(
            new Schema.Column("id", "integer", "integer", true, true, true, false),
            new Schema.Column("\"it's\"", "text", "text", false, false, false, false));
    private static final Schema SCHEMA = new Schema(List.of(
            new Schema.Table("t1", "distributed", COLUMNS, java.util.Map.of("index", List.of("i1")))), java.util.Map.of());

    private static String expand(String template, long seed) {
        var dice = new Dice(seed);
        var variables = new Variables(new Scope(), new Choices(SCHEMA, dice), new Literals(dice, SCHEMA.enums()),
                new Names(dice, 0));
        return new Expansion(Grammar.read(), dice, variables).of(template);
    }

    @Test
    void aTemplateTakesItsTablesColumnsAndPartsFromTheSchema() {
        assertThat(expand("update @t:dist set @t.c:text = 'x' where @t.k:key < 5 and @t' = @t.c'", 1))
                .isEqualTo("update t1 set \"it's\" = 'x' where id < 5 and 't1' = 'it''s'");
        assertThat(expand("drop index @t:dist.i:index", 1)).isEqualTo("drop index i1");
    }

    @Test
    void alternativesAndRepetitionsAreChosenByTheDice() {
        assertThat(expand("{a|b\\|c}{*2-2 or :{x}}", 3)).isIn("ax or x", "b|cx or x");
        assertThat(expand("{*3-3:<#7-7>}", 3)).isEqualTo("7, 7, 7");
    }

    @Test
    void theSameSeedGivesTheSameStatements() {
        assertThat(statements(7)).isEqualTo(statements(7)).isNotEqualTo(statements(8));
    }

    @Test
    void everyProductionThatIsNamedIsThere() {
        for (long seed = 1; seed <= 60; seed++) {
            assertThat(statements(seed)).doesNotContain("");
        }
    }

    private static List<String> statements(long seed) {
        var scenario = new Scenario(Grammar.read(), seed);
        return java.util.stream.Stream.generate(() -> scenario.next(SCHEMA).sql()).limit(60).toList();
    }

    @Test
    void everyKindOfDifferenceThatIsAllowedIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("../docs/embedded_engine.md"));
        assertThat(Documented.read().kinds()).isNotEmpty().allSatisfy(kind -> assertThat(document).contains(kind.line()));
    }
}
