package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.TestClusters;
import shardlab.sql.Session;

/** The advisor against designs that experts published. */
class AdvisorTest {

    @Test
    void theAdvertisingCompanyIsDistributedByCompany() throws IOException {
        Advice advice = advice("ads", "ads", "ads");
        assertThat(places(advice.best())).isEqualTo(Map.of("public.companies", "by id", "public.campaigns", "by company_id",
                "public.ads", "by company_id", "public.clicks", "by company_id", "public.impressions", "by company_id",
                "public.geo_ips", "reference"));
        assertThat(verdicts(advice)).containsEntry("a company's campaigns", Handling.ROUTER)
                .containsEntry("where a company's clicks come from", Handling.ROUTER)
                .containsEntry("rename a company", Handling.ROUTER)
                .containsEntry("the largest companies", Handling.COLOCATED);
        assertThat(advice.best().obstacles()).extracting(Obstacle::mend)
                .contains("ALTER TABLE public.ads DROP CONSTRAINT ads_pkey, ADD PRIMARY KEY (company_id, id);",
                        "ALTER TABLE public.clicks DROP CONSTRAINT clicks_ad_id_fkey, ADD FOREIGN KEY (company_id, ad_id) "
                                + "REFERENCES public.ads (company_id, id);");
        assertThat(advice.families().get(0)).extracting(TableColumn::toString)
                .contains("public.companies.id", "public.impressions.company_id");
    }

    @Test
    void theTablesThatQueriesJoinAreKnownWithHowOftenAndByWhichColumns() throws IOException {
        Advice advice = advice("ads", "ads", "ads");
        TableJoin join = join(advice, "public.ads", "public.clicks");
        assertThat(join.weight()).isEqualTo(30);
        assertThat(join.foreignKey()).isTrue();
        assertThat(join.families()).extracting(each -> advice.families().get(each)).allSatisfy(family ->
                assertThat(family).extracting(TableColumn::table).contains("public.ads", "public.clicks")).hasSize(2);
        assertThat(join(advice, "public.ads", "public.campaigns").weight()).isEqualTo(10);
        assertThat(join(advice, "public.ads", "public.impressions")).extracting(TableJoin::weight, TableJoin::foreignKey)
                .containsExactly(0.0, true);
        assertThat(advice.joins()).noneMatch(each -> each.joins("public.geo_ips"));
    }

    @Test
    void aTradeTellsEachQueryThatTwoDesignsTreatDifferentlyAndNoOther() throws IOException {
        Advice advice = advice("ads", "ads", "ads");
        for (RankedDesign other : advice.designs()) {
            Trade trade = Trade.of(advice, other, advice.best());
            double more = Stream.concat(trade.better().stream(), trade.worse().stream())
                    .mapToDouble(Trade.TradeLine::more).sum();
            assertThat(more).isEqualTo(other.queriesCost() - advice.best().queriesCost(), within(1e-6));
        }
        assertThat(Trade.of(advice, advice.design(2), advice.best()).worse()).isNotEmpty();
        assertThatThrownBy(() -> advice.design(99)).isInstanceOf(LabException.class).hasMessageContaining("1 to ");
    }

    @Test
    void anotherNumberOfTheRuleLeavesTheOthersAndAnUnknownOneIsRefused() {
        Rule rule = Rule.ofTheLab().with("apart", 2);
        assertThat(rule.numbers()).containsEntry("apart", 2.0).containsEntry("router", 1.0);
        assertThat(Rule.ofTheLab().numbers()).containsEntry("apart", 0.3);
        assertThatThrownBy(() -> rule.with("aprt", 2)).isInstanceOf(LabException.class).hasMessageContaining("no 'aprt'");
        assertThatThrownBy(() -> rule.with("apart", -2)).isInstanceOf(LabException.class).hasMessageContaining("negative");
    }

    private static TableJoin join(Advice advice, String left, String right) {
        return advice.joins().stream().filter(each -> each.joins(left) && each.joins(right)).findFirst().orElseThrow();
    }

    @Test
    void aJoinOfTwoColumnsThatEqualOneParameterIsNoCartesianProduct() throws IOException {
        Advice advice = advice("ads", "ads", "ads");
        List<String> names = advice.queries().stream().map(WorkloadQuery::name).toList();
        assertThat(advice.designs())
                .filteredOn(design -> design.design().of("public.ads").toString().equals("by campaign_id"))
                .isNotEmpty().allSatisfy(design -> assertThat(design.judgements().get(names.indexOf("what a campaign cost"))
                        .verdict()).isEqualTo(Handling.REPARTITION));
    }

    @Test
    void tpccIsDistributedByWarehouseWithItemsEverywhere() throws IOException {
        Advice advice = advice("tpcc", "tpcc", "tpcc");
        assertThat(places(advice.best())).isEqualTo(Map.of("public.warehouse", "by w_id", "public.district", "by d_w_id",
                "public.customer", "by c_w_id", "public.history", places(advice.best()).get("public.history"),
                "public.orders", "by o_w_id", "public.new_order", "by no_w_id", "public.item", "reference",
                "public.stock", "by s_w_id", "public.order_line", places(advice.best()).get("public.order_line")));
        assertThat(places(advice.best()).get("public.history")).isIn("by h_w_id", "by h_c_w_id");
        assertThat(places(advice.best()).get("public.order_line")).isEqualTo("by ol_w_id");
        assertThat(verdicts(advice)).containsEntry("item", Handling.ONE_NODE).containsEntry("stock level", Handling.ROUTER)
                .containsEntry("dearest items", Handling.REFERENCE);
        assertThat(advice.best().twoPhase()).isZero();
    }

    @Test
    void realTimeAnalyticsAreDistributedBySite() throws IOException {
        assertThat(places(advice("analytics", "analytics", "analytics").best())).isEqualTo(Map.of(
                "public.sites", "by site_id", "public.http_request", "by site_id", "public.http_request_1min", "by site_id",
                "public.countries", "reference"));
    }

    @Test
    void tpchIsDistributedByOrderWithAllElseEverywhere() throws IOException {
        assertThat(places(advice("tpch", "tpch", "tpch").best())).isEqualTo(Map.of("public.orders", "by o_orderkey",
                "public.lineitem", "by l_orderkey", "public.customer", "reference", "public.part", "reference",
                "public.partsupp", "reference", "public.supplier", "reference", "public.nation", "reference",
                "public.region", "reference"));
    }

    @Test
    void anIndexOfAnExpressionOrOfSomeRowsMakesNoColumnUnique() {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), """
                create table visit (tenant int not null, mail text, state text);
                create unique index on visit (lower(mail));
                create unique index on visit (tenant, lower(state));
                create unique index on visit (mail) where state = 'live'""",
                "select * from visit where tenant = $1", Optional.of("visit,1000000"));
        assertThat(advice.schema().keys()).extracting(TableKey::columns).containsExactlyInAnyOrder(List.of(""),
                List.of("tenant", ""), List.of("mail"));
        assertThat(advice.schema().isUnique(new TableColumn("public.visit", "tenant"))).isFalse();
        assertThat(advice.schema().isUnique(new TableColumn("public.visit", "mail"))).isFalse();
        assertThat(places(advice.best())).isEqualTo(Map.of("public.visit", "by tenant"));
    }

    @Test
    void pgbenchHasNoColumnInCommonUnlessItsStatementsNameTheBranch() throws IOException {
        Advice asItIs = advice("pgbench", "pgbench", "pgbench");
        assertThat(places(asItIs.best())).containsEntry("public.pgbench_accounts", "by aid");
        assertThat(asItIs.best().twoPhase()).isEqualTo(100);
        Advice named = advice("pgbench", "pgbench_by_branch", "pgbench");
        assertThat(places(named.best()).values()).containsOnly("by bid");
        assertThat(named.best().twoPhase()).isZero();
    }

    @Test
    void whatCannotBeReadIsListedAndNamesKeepTheirCapitals() throws IOException {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), text("strange.sql"),
                text("strange_queries.sql"), Optional.of("Nowhere,5"));
        assertThat(places(advice.best())).isEqualTo(Map.of("public.Orders", "by Tenant Id", "public.Lines", "by Tenant Id"));
        assertThat(verdicts(advice)).isEqualTo(Map.of("query 1", Handling.ROUTER, "by the view", Handling.ROUTER));
        assertThat(advice.best().obstacles()).extracting(Obstacle::mend).containsExactly("ALTER TABLE public.\"Orders\" "
                + "DROP CONSTRAINT \"Orders_pkey\", ADD PRIMARY KEY (\"Tenant Id\", \"Id\");");
        assertThat(String.join("\n", advice.unread())).contains("nosuch_extension", "Nowhere", "public.Lines, public.Orders",
                "no such column (weight 1): column \"nothing\" does not exist", "no sense (weight 1): syntax error",
                "1 statement left out (weight 1): sessions and transactions (BEGIN)",
                "1 statement left out (weight 1): no table");
        assertThat(AdvicePage.markdown(advice)).contains("distributed by Tenant Id (2)", "no Citus was asked");
        assertThat(AdvicePage.json(advice)).contains("\"place\" : \"by Tenant Id\"", "\"weight\" : 3.0,",
                "\"cost\" : " + advice.best().cost() + ",");
    }

    @Test
    void namesThatAreKeywordsAreQuotedInWhatMendsThem() {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(),
                "create table visit (\"user\" int, id int primary key)", "select * from visit where \"user\" = $1",
                Optional.empty());
        assertThat(places(advice.best())).isEqualTo(Map.of("public.visit", "by user"));
        assertThat(advice.best().obstacles()).extracting(Obstacle::mend).containsExactlyInAnyOrder(
                "ALTER TABLE public.visit DROP CONSTRAINT visit_pkey, ADD PRIMARY KEY (\"user\", id);",
                "ALTER TABLE public.visit ALTER COLUMN \"user\" SET NOT NULL;");
    }

    @Test
    void writesOfUnknownOrNumberedValuesAreNotTakenForWritesToOneShard() {
        String schema = "create table entry (id bigserial primary key, note text)";
        String insert = "-- transaction: both\ninsert into entry (note) values (:note);\n";
        String update = "-- transaction: both\nupdate entry set note = 'x' where id = $1;\n";
        String named = "-- transaction: both\nupdate entry set note = 'x' where id = :id;\n";
        assertThat(twoPhase(schema, insert)).isZero();
        assertThat(twoPhase(schema, insert + insert)).isEqualTo(1);
        assertThat(twoPhase(schema, update + update)).isEqualTo(1);
        assertThat(twoPhase(schema, named + named)).isZero();
    }

    private static double twoPhase(String schema, String queries) {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), schema,
                queries + "-- weight: 100\nselect * from entry where id = $1", Optional.empty());
        return advice.designs().stream().filter(each -> places(each).containsValue("by id")).findFirst().orElseThrow()
                .twoPhase();
    }

    @Test
    void tablesThatAnExtensionHasBroughtAreNobodysToDistribute() {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(),
                "create table map (id int primary key); create table pin (id int primary key, map int references map (id));"
                        + " alter extension plpgsql add table map", "select * from pin where id = $1", Optional.empty());
        assertThat(places(advice.best())).isEqualTo(Map.of("public.pin", "by id"));
        assertThat(advice.best().obstacles()).isEmpty();
    }

    @Test
    void anEmptyWorkloadAndASchemaWithRowsAreRefusedAndNoDatabaseStays() throws IOException {
        var advisor = new Advisor(Rule.ofTheLab());
        var server = TestClusters.embedded().coordinator();
        assertThatThrownBy(() -> advisor.fromFiles(server, text("ads.sql"), "-- nothing\n", Optional.empty()))
                .isInstanceOf(LabException.class).hasMessageContaining("there is no query").hasMessageContaining("none was");
        assertThatThrownBy(() -> advisor.fromFiles(server, "copy t (a) from stdin;\n1\n\\.\n", "select 1", Optional.empty()))
                .isInstanceOf(LabException.class).hasMessageContaining("--schema-only");
        assertThatThrownBy(() -> advisor.fromFiles(server, text("ads.sql"), "-- weight: x\nselect 1", Optional.empty()))
                .isInstanceOf(LabException.class).hasMessageContaining("weight of query 1");
        try (Session session = TestClusters.embedded().session()) {
            assertThat(session.query("select datname from pg_database where datname like 'shardlab_advise%'").size())
                    .isZero();
        }
    }

    @Test
    void aServerIsReadInAReadOnlyTransaction() throws IOException {
        try (var scratch = ScratchDatabase.on(TestClusters.embedded().coordinator()); Session session = scratch.session()) {
            session.execute(text("ads.sql"));
            session.execute("insert into companies select n, 'name', now() from generate_series(1, 20) as n");
            session.execute("create function spend() returns bigint immutable language sql as "
                    + "'insert into campaigns values (1, 1, ''spent'', 1) returning id'");
            session.execute("analyze");
            Advice advice = new Advisor(Rule.ofTheLab()).fromServer(session.server(),
                    Optional.of(text("ads_queries.sql") + "; select * from ads where id = spend()"), Optional.empty());
            assertThat(advice.schema().tables().get("public.companies").rows()).isEqualTo(20);
            assertThat(advice.source()).contains("read-only").doesNotContain(session.server().password());
            assertThat(advice.designs()).flatExtracting(RankedDesign::obstacles).extracting(Obstacle::text)
                    .anyMatch(text -> text.contains("id has about 20 values"));
            assertThat(session.query("select count(*) from campaigns").singleNumber()).isZero();
            assertThatThrownBy(() -> new Advisor(Rule.ofTheLab()).fromServer(session.server(), Optional.empty(),
                    Optional.empty())).isInstanceOf(LabException.class).hasMessageContaining("--queries FILE");
        }
    }

    private static Advice advice(String schema, String queries, String rows) throws IOException {
        return new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), text(schema + ".sql"),
                text(queries + "_queries.sql"), Optional.of(text(rows + "_rows.csv")));
    }

    private static Map<String, String> places(RankedDesign design) {
        return design.design().places().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString()));
    }

    private static Map<String, Handling> verdicts(Advice advice) {
        List<WorkloadQuery> queries = advice.queries();
        return queries.stream().collect(Collectors.toMap(WorkloadQuery::name,
                query -> advice.best().judgements().get(queries.indexOf(query)).verdict()));
    }

    static String text(String file) throws IOException {
        try (InputStream in = AdvisorTest.class.getResourceAsStream("/shardlab/advise/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
