package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names that leave no room for a shard's number are cut as Citus cuts them. */
class LongNameContractTest extends ClusterContract {

    private static final String ASCII = "measurements_of_every_sensor_in_the_eastern_region_of_2024_";
    private static final String CYRILLIC = "продажи_по_регионам_и_по_кварталам";

    private String shardName(String table) {
        return text("select shard_name(?::regclass, 102008, false)", table);
    }

    @Test
    void aShardsNameIsCutAtALetterAndGetsTheHashOfTheWhole() {
        run("create table \"" + CYRILLIC + "\" (id int)", "create table " + ASCII + "a (id int)",
                "create table " + "x".repeat(56) + " (id int)", "create table " + "x".repeat(57) + " (id int)");
        assertThat(shardName(ASCII + "a"))
                .isEqualTo("contract." + ASCII.substring(0, 47) + "_" + hash(ASCII + "a") + "_102008");
        assertThat(shardName(CYRILLIC))
                .isEqualTo("contract.\"продажи_по_регионам_и_по_к_" + hash(CYRILLIC) + "_102008\"");
        assertThat(shardName("x".repeat(56))).isEqualTo("contract." + "x".repeat(56) + "_102008");
        assertThat(shardName("x".repeat(57))).startsWith("contract." + "x".repeat(47) + "_").endsWith("_102008");
    }

    private String hash(String name) {
        return text("select lpad(to_hex(hashtext(?)), 8, '0')", name);
    }

    @Test
    void tablesThatDifferInTheirLastLetterLiveSideBySide() {
        for (String last : new String[] {"a", "b"}) {
            run("create table " + ASCII + last + " (id int primary key, v int "
                            + "constraint " + ASCII + last + " check (v > 0))",
                    "select create_distributed_table('" + ASCII + last + "', 'id', shard_count := 4)",
                    "create index " + ASCII + "i" + last + " on " + ASCII + last + " (v)",
                    "insert into " + ASCII + last + " select g, g from generate_series(1, 20) g");
        }
        assertThat(number("select count(*) from " + ASCII + "a join " + ASCII + "b using (id)")).isEqualTo(20);
        run("alter table " + ASCII + "a rename to " + ASCII + "c", "alter table " + ASCII + "c add column note text",
                "alter table " + ASCII + "c drop constraint " + ASCII + "a");
        assertThat(number("select count(note) + count(*) from " + ASCII + "c")).isEqualTo(20);
        run("drop table " + ASCII + "b, " + ASCII + "c");
        engine.workers().forEach(worker -> assertThat(tablesOn(worker)).isEmpty());
    }

    @Test
    void aShortNameBecomesALongOne() {
        run("create table short (id int primary key)", "select create_distributed_table('short', 'id', shard_count := 4)",
                "insert into short select generate_series(1, 10)", "alter table short rename to \"" + CYRILLIC + "\"");
        assertThat(number("select count(*) from \"" + CYRILLIC + "\"")).isEqualTo(10);
        assertThat(number("select sum(result::int) from run_command_on_shards(?::regclass, 'select count(*) from %s')",
                CYRILLIC)).isEqualTo(10);
    }
}
