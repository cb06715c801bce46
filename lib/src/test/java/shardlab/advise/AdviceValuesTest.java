package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** How often values come: by statistics, by a file, and by a sample of rows. */
class AdviceValuesTest {

    private static final String SCHEMA = "create table sold (state char(2) not null, id int not null, \"Shop, no\" text)";
    private static final String QUERY = "select * from sold where state = $1";
    private static final String STATES = """
            insert into sold
            select (array['CA','TX','FL','NY','PA','IL','OH','GA','NC','MI'])[1 + least(9, n % 13 * n % 11)], n % 700,
                   'shop ' || n % 400
            from   generate_series(0, 6999) as n;
            analyze sold""";

    private ScratchDatabase scratch;
    private Session owner;

    @BeforeEach
    void makeDatabase() {
        scratch = ScratchDatabase.on(TestClusters.embedded().coordinator());
        owner = scratch.session();
        owner.execute(SCHEMA + ";" + STATES);
    }

    @AfterEach
    void dropIt() {
        owner.close();
        scratch.close();
    }

    @Test
    void tenStatesInAFileSpreadAsByStatistics() {
        Advice byStatistics = server(new Advisor(Rule.ofTheLab()));
        RowSpread expected = spread(byStatistics, "state");
        Advice byFile = files(QUERY, shares());
        RowSpread told = spread(byFile, "state");
        assertThat(expected.basis()).isEqualTo("10 values of the statistics, hashed");
        assertThat(told.basis()).isEqualTo("10 values of the file of values, hashed");
        for (int i = 0; i < expected.shards().size(); i++) {
            assertThat(told.shards().get(i)).isCloseTo(expected.shards().get(i), within(1e-5));
        }
        assertThat(byFile.designs()).flatExtracting(RankedDesign::obstacles).extracting(Obstacle::text)
                .contains("state has about 10 values: at most so many of 32 shards have rows");
        assertThat(spread(files(QUERY, ""), "state").basis())
                .contains("nobody knows its values (ANALYZE, or --values FILE)");
    }

    @Test
    void aFileOfValuesWinsOverStatisticsAndWhatItDoesNotNameIsEven() {
        Advice advice = new Advisor(Rule.ofTheLab()).withValues("sold,state,CA,0.5")
                .fromServer(owner.server(), Optional.of(QUERY), Optional.empty());
        RowSpread spread = spread(advice, "state");
        assertThat(spread.fullestShard()).isCloseTo(0.5 + 0.5 / 32, within(1e-9));
        assertThat(spread.basis()).startsWith("1 value of the file of values, hashed; the other 50.0 % of the rows");
    }

    @Test
    void valuesAreHashedAsTheirTypeWritesThemAndNamesMayBeQuoted() {
        String byId = "select * from sold where id = $1";
        String values = """
                table,column,value,share
                public.sold, id, "007",0.9
                sold,"Shop, no","a ""b"", c",4e-1
                """;
        assertThat(spread(files("select * from sold where \"Shop, no\" = $1", values), "Shop, no").fullestShard())
                .isCloseTo(0.4 + 0.6 / 32, within(1e-9));
        assertThat(spread(files(byId, values), "id").shards())
                .isEqualTo(spread(files(byId, "sold,id,7,0.9"), "id").shards());
    }

    @Test
    void valuesThatCannotBeUsedAreToldAndWrongLinesRefused() {
        Advice advice = files(QUERY + "; select * from sold where id = $1", "sold,stat,CA,0.2\nsold,stat,TX,0.2\n"
                + "sold,id,many,0.3");
        assertThat(advice.unread()).contains("the values of sold.stat: the schema has no such column",
                "the values of public.sold.id: invalid input syntax for type integer: \"many\"");
        assertThat(advice.unread().stream().filter(each -> each.contains("sold.stat"))).hasSize(1);
        assertThatThrownBy(() -> files(QUERY, "sold,state,CA,0.2\nsold,state,TX,20 %")).isInstanceOf(LabException.class)
                .hasMessageContaining("line 2 of the values").hasMessageContaining("share from 0 to 1");
        assertThatThrownBy(() -> files(QUERY, "sold,state,CA,18")).hasMessageContaining("line 1 of the values");
        assertThatThrownBy(() -> files(QUERY, "sold,state,CA,0.6\nsold,state,TX,0.6"))
                .hasMessageContaining("public.sold.state have more than all of its rows");
    }

    @Test
    void aSampleReadsNoMoreRowsThanAskedForAndSaysSo() {
        owner.execute("delete from pg_statistic where starelid = 'sold'::regclass");
        assertThat(spread(server(new Advisor(Rule.ofTheLab())), "state").known()).isFalse();
        assertThat(server(new Advisor(Rule.ofTheLab())).source()).contains("no row of a table was asked for");
        Advice whole = server(new Advisor(Rule.ofTheLab()).sampling(20_000));
        assertThat(whole.source()).contains("7,000 rows of 1 table were read, of no more than 20,000 a table (--sample)")
                .doesNotContain("no row");
        RowSpread exact = spread(files(QUERY, shares()), "state");
        for (int i = 0; i < exact.shards().size(); i++) {
            assertThat(spread(whole, "state").shards().get(i)).isCloseTo(exact.shards().get(i), within(1e-9));
        }
        Advice part = server(new Advisor(Rule.ofTheLab()).sampling(3000));
        assertThat(spread(part, "state").basis()).contains("of a sample of at most 3,000 rows, hashed");
        Matcher read = Pattern.compile("([\\d,]+) rows of 1 table").matcher(part.source());
        assertThat(read.find()).isTrue();
        assertThat(Integer.parseInt(read.group(1).replace(",", ""))).isBetween(1, 3000);
        assertThat(spread(part, "state").fullestWorker()).isCloseTo(exact.fullestWorker(), within(0.08));
        assertThat(AdvicePage.markdown(part)).contains("rows of 1 table were read");
    }

    @Test
    void aSampleOfWhatNobodyCountedOrMayReadIsTold() {
        owner.execute("create table fresh as table sold; create table \"Kept\" (state char(2) not null)");
        Advice advice = new Advisor(Rule.ofTheLab()).sampling(100).withValues("Kept,state,CA,1").fromServer(owner.server(),
                Optional.of("select * from fresh where state = $1; select * from \"Kept\" where state = $1"),
                Optional.empty());
        assertThat(advice.unread())
                .anyMatch(each -> each.startsWith("a fair sample of public.fresh: it has more rows than"));
        assertThat(advice.source()).contains("100 rows of 1 table were read");
        assertThatThrownBy(() -> new Advisor(Rule.ofTheLab()).sampling(0)).hasMessageContaining("a sample of 0 rows");
        assertThatThrownBy(() -> new Advisor(Rule.ofTheLab()).sampling(10).fromFiles(owner.server(), SCHEMA, QUERY,
                Optional.empty())).hasMessageContaining("files have no rows");
    }

    private Advice server(Advisor advisor) {
        return advisor.fromServer(owner.server(), Optional.of(QUERY), Optional.empty());
    }

    private String shares() {
        return "table,column,value,share\n" + owner.query("select concat_ws(',', 'public.sold', 'state', state, "
                + "count(*)::numeric / 7000) as line from sold group by state").stream().map(row -> row.text("line"))
                .collect(Collectors.joining("\n"));
    }

    private static Advice files(String queries, String values) {
        Server server = TestClusters.embedded().coordinator();
        return new Advisor(Rule.ofTheLab()).withValues(values).fromFiles(server, SCHEMA, queries, Optional.empty());
    }

    private static RowSpread spread(Advice advice, String column) {
        List<RowSpread> spreads = advice.designs().stream().flatMap(each -> each.spreads().stream())
                .filter(each -> each.column().equals(column)).toList();
        assertThat(spreads).isNotEmpty();
        return spreads.get(0);
    }
}
