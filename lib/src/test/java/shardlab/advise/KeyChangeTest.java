package shardlab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

/** Statements that would give a row another value of the distribution column, or none, which Citus refuses. */
class KeyChangeTest {

    private static final String SCHEMA = """
            create table visit (guest int not null, "Room No" int, note text, primary key (guest, "Room No"));
            create table stay (guest int, "Room No" int, note text);
            """;
    private static final String QUERIES = """
            -- weight: 100
            -- name: read
            select * from visit as v join stay as s using (guest) where guest = $1;
            -- name: move
            update visit set note = 'moved', guest = $1 where guest = $2 and "Room No" = $3;
            -- name: move both
            update visit set (guest, note) = ($1, 'x') where "Room No" = 3;
            -- name: stays
            update visit set guest = guest, note = 'x' where guest = 3;
            -- name: stays by its value
            update visit set guest = 3, note = 'x' where guest = 3;
            -- name: stays by a parameter
            update visit set guest = $1, note = 'x' where guest = $1;
            -- name: upsert
            insert into visit values ($1, $2, 'x') on conflict (guest, "Room No") do update set guest = 5;
            -- name: upsert to the same
            insert into visit values ($1, $2, 'x') on conflict (guest, "Room No") do update set guest = excluded.guest;
            -- name: merge
            merge into visit as v using stay as s on s.guest = v.guest when matched then update set guest = 7;
            -- name: nobody's
            insert into stay ("Room No", note) values (1, 'x');
            -- name: somebody's
            insert into stay (guest, note) values ((random() * 10)::int, 'x');
            """;

    @Test
    void theyAreRefusedAndTheScriptTellsWhatToWriteInstead() {
        Advice advice = new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(), SCHEMA, QUERIES,
                Optional.of("visit,100000000\nstay,100000000"));
        RankedDesign byGuest = advice.designs().stream().filter(each -> each.design().of("public.visit").equals(
                TablePlace.by("guest")) && each.design().of("public.stay").equals(TablePlace.by("guest")))
                .findFirst().orElseThrow();
        assertThat(advice.unread()).allMatch(each -> each.startsWith("the time of every statement"));
        assertThat(advice.queries()).filteredOn(each -> verdict(advice, byGuest, each) == Handling.REFUSED)
                .extracting(WorkloadQuery::name).containsExactly("move", "move both", "stays by a parameter",
                        "upsert", "merge", "nobody's");
        assertThat(advice.queries()).filteredOn(each -> verdict(advice, byGuest, each) == Handling.ROUTER)
                .extracting(WorkloadQuery::name).containsExactly("read", "stays", "stays by its value", "upsert to the same",
                        "somebody's");
        assertThat(byGuest.script()).contains("-- move: refused: the distribution column visit.guest is not changed.",
                "WITH moved AS (DELETE FROM public.visit WHERE … RETURNING *) INSERT INTO public.visit (guest, "
                        + "\"Room No\", note) SELECT …, \"Room No\", note FROM moved;",
                "leave guest out of what it sets", "INSERT INTO public.stay (guest, …) VALUES (…)");
    }

    private static Handling verdict(Advice advice, RankedDesign design, WorkloadQuery query) {
        return design.judgements().get(advice.queries().indexOf(query)).verdict();
    }
}
