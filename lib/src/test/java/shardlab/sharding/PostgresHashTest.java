package shardlab.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.LabException;

/** What can be said of the hashes without a server; the numbers were read from PostgreSQL 15. */
class PostgresHashTest {

    @Test
    void textHashesAsHashtextDoes() {
        assertThat(List.of("CA", "TX", "FL").stream().map(PostgresHash::hashText))
                .containsExactly(-1_554_799_315, -1_566_310_465, -2_066_428_285);
    }

    @Test
    void theSameNumberHashesAlikeInEveryIntegerType() {
        assertThat(PostgresHash.hashInt8(-5)).isEqualTo(PostgresHash.hashInt4(-5))
                .isEqualTo(PostgresHash.hashInt2((short) -5));
    }

    @Test
    void equalNumbersOfDifferentScaleHashAlike() {
        assertThat(PostgresHash.hashNumeric(new BigDecimal("12.3400")))
                .isEqualTo(PostgresHash.hashNumeric(new BigDecimal("12.34")));
        assertThat(PostgresHash.hashNumeric(new BigDecimal("1E+8")))
                .isEqualTo(PostgresHash.hashNumeric(new BigDecimal("100000000.000")));
    }

    @Test
    void theSameInstantHashesAlikeWhateverItsOffset() {
        assertThat(PostgresHash.of("2024-02-29 12:00:00+05:30", "timestamptz"))
                .isEqualTo(PostgresHash.hashTimestamptz(OffsetDateTime.parse("2024-02-29T06:30:00Z")));
    }

    @Test
    void trailingBlanksCountInTextButNotInChar() {
        assertThat(PostgresHash.of("CA  ", "bpchar")).isEqualTo(PostgresHash.of("CA", "text"));
        assertThat(PostgresHash.of("CA  ", "text")).isNotEqualTo(PostgresHash.of("CA", "text"));
    }

    @Test
    void aJavaValueHashesAsItsText() {
        assertThat(PostgresHash.of(77, "int8")).isEqualTo(PostgresHash.of("77", "int8"));
        assertThat(PostgresHash.of(1.5, "numeric")).isEqualTo(PostgresHash.of("1.50", "numeric"));
    }

    @Test
    void anUnknownTypeSaysWhatToAskInstead() {
        assertThatThrownBy(() -> PostgresHash.of("{}", "jsonb")).isInstanceOf(LabException.class)
                .hasMessageContaining("jsonb").hasMessageContaining("get_shard_id_for_distribution_column");
    }

    @Test
    void aValueOfTheWrongTypeIsNamed() {
        assertThatThrownBy(() -> PostgresHash.of("CA", "int8")).isInstanceOf(LabException.class)
                .hasMessageContaining("'CA' is no value of type int8");
        assertThatThrownBy(() -> PostgresHash.of("CA", "int4")).hasMessageContaining("'CA' is no value of type int4");
        assertThatThrownBy(() -> PostgresHash.of(1.7, "int8")).hasMessageContaining("'1.7' is no value of type int8");
        assertThatThrownBy(() -> PostgresHash.of(Double.NaN, "int8")).isInstanceOf(LabException.class);
        assertThat(PostgresHash.of(77.0, "int8")).isEqualTo(PostgresHash.of(77, "int8"));
        assertThatThrownBy(() -> PostgresHash.of(5, "text")).isInstanceOf(LabException.class)
                .hasMessageContaining("'5' is no value of type text").hasMessageContaining("String");
    }
}
