package shardlab.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.sql.Rows;

/** Java says the same as the servers: the hash of every value, and the shard it belongs to. */
class PredictionTest extends ShardingTestBase {

    private static final int VALUES = 3_000;

    static List<String> types() {
        return HashSamples.types();
    }

    /** The hash of an array of one element is 31 plus the hash of the element, by the default function of its type. */
    @ParameterizedTest
    @MethodSource("types")
    void theHashInJavaIsTheHashOnTheServer(String type) {
        List<String> values = HashSamples.of(type, VALUES);
        Rows rows = session.query(session.format("""
                select hash_array(array[value::pg_catalog.%I])::bigint - 31 as hash
                  from unnest(?::text[]) with ordinality as given(value, place)
                 order by place""", type), array(values));
        List<Integer> onTheServer = rows.stream().map(row -> (int) row.number("hash")).toList();
        assertThat(values.stream().map(value -> PostgresHash.of(value, type)).toList()).isEqualTo(onTheServer);
    }

    @ParameterizedTest
    @CsvSource({
        "text, text, 32", "text, text, 7", "varchar(60), varchar, 32", "int, int4, 32", "bigint, int8, 32",
        "bigint, int8, 5", "uuid, uuid, 32", "date, date, 32", "smallint, int2, 32", "timestamp, timestamp, 32",
        "numeric, numeric, 32", "bool, bool, 4",
    })
    void theShardPredictedInJavaIsTheOneThatTheCatalogNames(String declared, String type, int shardCount) {
        session.execute("create table spread (value " + declared + ")");
        sharding.createDistributedTable("spread", "value", DistributionOptions.shardCount(shardCount));
        List<String> values = HashSamples.of(type, VALUES);
        ShardMap map = sharding.shardMap("spread");
        List<Long> predicted = values.stream().map(value -> map.shardOf(value).shardId()).toList();
        assertThat(map.columnType()).isEqualTo(type);
        assertThat(predicted).isEqualTo(shardsOnTheServer(values, type));
        assertThat(values).allSatisfy(value -> assertThat(ShardMap.shardIndex(map.hash(value), shardCount))
                .isEqualTo(map.indexOf(map.shardOf(value))));
    }

    private List<Long> shardsOnTheServer(List<String> values, String type) {
        List<Long> shards = new ArrayList<>();
        for (Rows.Row row : session.query(session.format("""
                select get_shard_id_for_distribution_column('spread', value::%I) as shard_id
                  from unnest(?::text[]) with ordinality as given(value, place)
                 order by place""", type), array(values))) {
            shards.add(row.number("shard_id"));
        }
        return shards;
    }
}
