package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

/** A schema whose extensions the server does not have keeps its tables. */
class MissingExtensionTest {

    private static Advice advice(String schema, String queries) {
        return new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), schema, queries,
                Optional.empty());
    }

    private static List<String> tables(Advice advice) {
        return advice.best().design().places().keySet().stream().sorted().toList();
    }

    @Test
    void aTypeThatIsMissingIsTextAndTablesThatReferToItsTableAreThere() {
        Advice advice = advice("""
                create extension no_such_extension;
                create table tenant (id int primary key, slug ci_name unique, tags ci_name[], "Mail" "CI Name");
                create table spot (tenant_id int references tenant, id int, place shape(Point, 4326) not null,
                    meaning embedding(1536), primary key (tenant_id, id));
                create index on spot using gist (place);
                create index on spot (meaning no_such_ops);""",
                "select * from tenant t join spot s on s.tenant_id = t.id where t.id = $1");
        assertThat(tables(advice)).containsExactly("public.spot", "public.tenant");
        assertThat(advice.unread()).contains(
                "the type ci_name is not there: text stands in, and its columns are compared and hashed as that",
                "the type \"CI Name\" is not there: text stands in, and its columns are compared and hashed as that",
                "the type shape is not there: text stands in, and its columns are compared and hashed as that");
        assertThat(String.join("\n", advice.unread())).contains("no_such_extension", "using gist", "no_such_ops")
                .doesNotContain("the type no_such_ops");
    }

    @Test
    void aFunctionThatIsMissingStandsInWithWhatTheStatementNeedsOfIt() {
        Advice advice = advice("""
                create table visit (id uuid default make_uuid_v9() primary key, n bigint default next_flake(7, 'a') not null,
                    at timestamptz default clock_of('utc'), note text check (is_polite(note)),
                    folded text generated always as (fold(note)) stored);
                create table other (id int default 1 / nothing);
                create index on visit (soundness(note));""",
                "select * from visit where id = $1");
        assertThat(tables(advice)).containsExactly("public.visit");
        assertThat(advice.unread()).contains("the function make_uuid_v9() is not there: one that answers NULL stands in",
                "the function next_flake(integer, text) is not there: one that answers NULL stands in",
                "the function is_polite(text) is not there: one that answers NULL stands in",
                "the function fold(text) is not there: one that answers NULL stands in");
        assertThat(String.join("\n", advice.unread())).contains("cannot use column reference in DEFAULT expression");
    }

    @Test
    void aSchemaThatNobodyMadeIsMade() {
        Advice advice = advice("create table app.visit (id int primary key, kind extensions.kind)",
                "select * from app.visit where id = $1");
        assertThat(tables(advice)).containsExactly("app.visit");
        assertThat(advice.unread()).contains("the schema app is not there: an empty one was made",
                "the schema extensions is not there: an empty one was made");
    }

    @Test
    void whatIsWrongInItselfIsToldAsTheServerTellsIt() {
        Advice advice = advice("create table a (id int primary key); create table b (id int primary kee);"
                + "create table c (id int references nowhere)", "select * from a where id = $1");
        assertThat(tables(advice)).containsExactly("public.a");
        assertThat(String.join("\n", advice.unread())).contains("syntax error at or near \"kee\"",
                "relation \"nowhere\" does not exist");
    }
}
