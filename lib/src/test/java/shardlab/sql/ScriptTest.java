package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static List<String> split(String script) {
        return Script.split(script).stream().map(Script.Statement::sql).toList();
    }

    @Test
    void aSemicolonInsideQuotesEndsNothing() {
        assertThat(split("select ';', 'it''s;', \"a;b\"; select E'\\';', $$;$$, $x$ ; $$ ; $x$"))
                .containsExactly("select ';', 'it''s;', \"a;b\"", "select E'\\';', $$;$$, $x$ ; $$ ; $x$");
    }

    @Test
    void aSemicolonInsideACommentEndsNothing() {
        assertThat(split("select 1 -- one; two\n, 2; /* a; /* b; */ c; */ select 3"))
                .containsExactly("select 1 -- one; two\n, 2", "select 3");
    }

    @Test
    void commentsAndEmptyStatementsAreNoStatements() {
        assertThat(split(" ;; -- nothing\n /* nothing; */ ; ")).isEmpty();
    }

    @Test
    void theBodyOfAnSqlFunctionStaysWhole() {
        String function = "create function f(i int) returns int begin atomic select case i when 1 then 2 end; select 3; end";
        assertThat(split(function + "; select 1")).containsExactly(function, "select 1");
    }

    @Test
    void aColumnCalledAtomicBeginsNoBody() {
        assertThat(split("create table t (atomic int, \"begin\" int); create view atomic as select 1; select 2"))
                .containsExactly("create table t (atomic int, \"begin\" int)", "create view atomic as select 1", "select 2");
    }

    @Test
    void aDollarInANameIsNoQuote() {
        assertThat(split("select a$b$ from t; select $1")).containsExactly("select a$b$ from t", "select $1");
    }

    @Test
    void aStatementKnowsWhereItStandsInTheScript() {
        String script = "select 1;\n\n  select 2";
        Script.Statement second = Script.split(script).get(1);
        assertThat(script.substring(second.offset())).isEqualTo("select 2");
    }

    @Test
    void aLongTextDoesNotOverflowTheStack() {
        String text = "'" + "it''s; ".repeat(20_000) + "'";
        assertThat(split("select " + text + "; select 1")).hasSize(2);
    }

    @Test
    void onlyKnownVariablesAreBoundAndCastsAndSlicesStay() {
        Bound bound = Bound.to("select :a::int, ':a', x[1:2], :b, '{}'::jsonb ? 'k', :a", Map.of("a", 1));
        assertThat(bound.jdbcSql()).isEqualTo("select ?::int, ':a', x[1:2], :b, '{}'::jsonb ?? 'k', ?");
        assertThat(bound.names()).containsExactly("a", "a");
    }

    @Test
    void aColonBetweenTheBoundsOfASliceIsNoVariable() {
        Bound bound = Bound.to("select a[1:n], a[n:n], f(x)[(1):n], array['b', :n], array[:n], a[1: :n]", Map.of("n", 1));
        assertThat(bound.jdbcSql())
                .isEqualTo("select a[1:n], a[n:n], f(x)[(1):n], array['b', ?], array[?], a[1: ?]");
    }

    @Test
    void whatLooksLikeAVariableInQuotesIsKnown() {
        Bound bound = Bound.to("do $$ begin perform :lo; end $$; select ':hi', '12:30', 'a:key', x::int", Map.of("lo", 1));
        assertThat(bound.quotedVariables()).containsExactly("lo", "hi");
        assertThat(bound.names()).isEmpty();
    }

    @Test
    void aBackslashOutsideOfQuotesIsFound() {
        assertThat(Script.backslash("select '\\', E'\\'', $$\\$$ -- \\\n/* \\ */")).isEmpty();
        assertThat(Script.backslash("select 1 \\gx")).hasValue(9);
    }

    @Test
    void aQuestionMarkStaysAnOperatorWhereNothingIsBound() {
        assertThat(Bound.to("select '{}'::jsonb ? 'k'", Map.of()).jdbcSql()).isEqualTo("select '{}'::jsonb ? 'k'");
    }

    @Test
    void theServersPositionLeadsBackToWhatWasWritten() {
        String written = "select :first, :second, nosuch";
        Bound bound = Bound.to(written, Map.of("first", 1, "second", 2));
        int onServer = "select $1, $2, nosuch".indexOf("nosuch") + 1;
        assertThat(bound.written(onServer)).isEqualTo(written.indexOf("nosuch") + 1);
    }
}
