package shardlab.advise;

import java.util.ArrayList;
import java.util.List;

/** A SELECT of a statement, with those that stand in it, as the plan and the text show them. */
final class QueryPart {

    /** Where it stands. */
    enum Role {
        /** The statement itself. */
        STATEMENT,
        /** In FROM, or a view. */
        FROM,
        /** In an expression or in FROM, and asks for each row of another. */
        CORRELATED,
        /** The same, where the plan tells the columns of its own that are compared, and not with which. */
        LISTED,
        /** In an expression, and asks once. */
        SUBLINK,
        /** In WITH, and neither inlined nor repeated. */
        WITH,
        /** A side of a UNION, INTERSECT or EXCEPT. */
        SIDE
    }

    /** What joins do with rows that find no partner. */
    enum Keeps { NONE, LEFT, BOTH }

    /** What a FROM joins. */
    sealed interface Source permits TableSource, PartSource, OtherSource, JoinedSource {
    }

    /** A table by its alias. */
    record TableSource(String alias) implements Source {
    }

    /** A SELECT in FROM. */
    record PartSource(QueryPart part) implements Source {
    }

    /**
     * What is no table.
     *
     * @param planned true if a join with it can be a repartition join: there is nothing to join
     */
    record OtherSource(boolean planned) implements Source {
    }

    /** Two of them; of an outer join that keeps one side's rows, that is the left one. */
    record JoinedSource(Keeps keeps, Source left, Source right) implements Source {
    }

    private final Role role;
    private Source from = new OtherSource(true);
    private final List<QueryPart> inner = new ArrayList<>();
    private final List<QueryPart> sides = new ArrayList<>();
    private final List<List<String>> keys = new ArrayList<>();
    private final List<List<String>> windows = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private boolean wantsAll;
    private boolean union;
    private boolean groupingSets;
    private boolean recursive;
    private boolean gathers;
    private boolean with;

    QueryPart(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    Source from() {
        return from;
    }

    void from(Source source) {
        from = source;
    }

    /** One more table or SELECT, joined so that both sides must have a partner. */
    void join(Source source) {
        from = from instanceof OtherSource other && other.planned() ? source : new JoinedSource(Keeps.NONE, from, source);
    }

    /** SELECTs in WITH and in expressions. */
    List<QueryPart> inner() {
        return inner;
    }

    /** The sides of a UNION, INTERSECT or EXCEPT; empty if it is none. */
    List<QueryPart> sides() {
        return sides;
    }

    /** What it groups by, and what it makes distinct: each one's columns as {@code alias.column}. */
    List<List<String>> keys() {
        return keys;
    }

    /** What its windows are partitioned by. */
    List<List<String>> windows() {
        return windows;
    }

    /** Its columns as {@code alias.column}; an empty text for an expression. */
    List<String> output() {
        return output;
    }

    /** True if it has a LIMIT, or an aggregate without groups. */
    boolean wantsAll() {
        return wantsAll;
    }

    void wantAll() {
        wantsAll = true;
    }

    /** True if it does more than to join and to filter. */
    boolean asks() {
        return wantsAll || !keys.isEmpty() || !windows.isEmpty() || !sides.isEmpty() || groupingSets;
    }

    /** True if its sides are put together, not subtracted or intersected. */
    boolean isUnion() {
        return union;
    }

    void unite() {
        union = true;
    }

    boolean hasGroupingSets() {
        return groupingSets;
    }

    void groupSets() {
        groupingSets = true;
    }

    /** True if a SELECT in WITH asks itself. */
    boolean isRecursive() {
        return recursive;
    }

    void recur() {
        recursive = true;
    }

    /** True if an aggregate cannot be put together from parts that shards have computed. */
    boolean gathers() {
        return gathers;
    }

    void gather() {
        gathers = true;
    }

    /** True if the statement has a WITH. */
    boolean hasWith() {
        return with;
    }

    void with(boolean written) {
        with = written;
    }
}
