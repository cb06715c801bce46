package shardlab.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shardlab.sql.Rows;

class GivenTest {

    @Test
    void whatNobodyHasWrittenYetIsNoAnswer() throws Exception {
        for (Object open : Arrays.asList(null, "", "  ", "___", "_", "TODO", "todo", "?", "...", "…", Optional.empty(),
                OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), (Supplier<Object>) () -> null)) {
            assertThat(Given.plain(open)).as("%s", open).isNull();
        }
    }

    @Test
    void anAnswerIsTakenOutOfWhatItIsWrappedIn() throws Exception {
        Rows.Column column = new Rows.Column("n", "int8");
        for (Object seven : List.of(7, Optional.of(7), OptionalInt.of(7), OptionalLong.of(7), OptionalDouble.of(7),
                (Supplier<Object>) () -> 7, (Callable<Object>) () -> Optional.of(7))) {
            assertThat(NumberForm.of(Given.plain(seven), Optional.empty())).as("%s", seven).hasSize(1);
        }
        assertThat(Given.several(new Rows(List.of(column), Collections.emptyList(), 0))).contains(List.of());
        assertThat(Given.several(Stream.of(1, 2))).contains(List.of(1, 2));
        assertThat(Given.several(7)).isEmpty();
    }

    @Test
    void whatAnAnswerThrowsIsPassedOn() {
        assertThatThrownBy(() -> Given.plain((Supplier<Object>) () -> List.of().get(0)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
