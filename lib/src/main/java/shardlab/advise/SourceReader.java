package shardlab.advise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import shardlab.advise.QueryPart.JoinedSource;
import shardlab.advise.QueryPart.Keeps;
import shardlab.advise.QueryPart.OtherSource;
import shardlab.advise.QueryPart.PartSource;
import shardlab.advise.QueryPart.Role;
import shardlab.advise.QueryPart.Source;
import shardlab.advise.QueryPart.TableSource;
import shardlab.sql.Subselects;
import shardlab.sql.Subselects.Subselect;

/** Reads what the FROM of a SELECT joins; tables of SELECTs that the planner has merged with it get back their own. */
final class SourceReader {

    private static final Set<String> SUBLINKS = Set.of("Semi", "Anti", "Right Semi", "Right Anti");
    /** Stands for what has gone to a part that is joined elsewhere. */
    private static final Source GONE = new OtherSource(true);

    private final PartReader reader;
    private final Subselects text;
    private final JsonNode top;
    private final IdentityHashMap<Subselect, QueryPart> merged = new IdentityHashMap<>();
    private Subselect own;

    SourceReader(PartReader reader, Subselects text, JsonNode top) {
        this.reader = reader;
        this.text = text;
        this.top = top;
    }

    Source read(QueryPart part) {
        own = part.role() == Role.STATEMENT ? text.all().get(0) : shallowest(top);
        return source(top, part);
    }

    private Source source(JsonNode node, QueryPart part) {
        String type = node.path("Node Type").asText();
        if (node.isMissingNode()) {
            return GONE;
        }
        boolean separate = type.equals("Subquery Scan") || reader.step(node) > 0 || reader.isSides(node);
        if (separate && type.equals("Subquery Scan")) {
            reader.apart(node, part);
        }
        if (separate) {
            return select(type.equals("Subquery Scan") ? PartReader.below(node) : node, part);
        }
        reader.apart(node, part);
        if (node.has("Join Type")) {
            return joined(node, part);
        }
        return node.has("Relation Name") && !type.equals("ModifyTable") ? table(node, part)
                : PartReader.hasMain(node) ? source(PartReader.below(node), part)
                : new OtherSource(type.equals("Result"));
    }

    private Source joined(JsonNode node, QueryPart part) {
        JsonNode outer = side(node, "Outer");
        JsonNode inner = side(node, "Inner");
        String type = node.path("Join Type").asText();
        boolean right = type.startsWith("Right");
        if (SUBLINKS.contains(type) && isSublink(right ? outer : inner)) {
            Source kept = source(right ? inner : outer, part);
            sublink(right ? outer : inner, part);
            return kept;
        }
        Keeps keeps = switch (type) {
            case "Left", "Right", "Anti", "Right Anti" -> Keeps.LEFT;
            case "Full" -> Keeps.BOTH;
            default -> Keeps.NONE;
        };
        Source left = source(right ? inner : outer, part);
        Source other = source(right ? outer : inner, part);
        return left == GONE ? other : other == GONE ? left : new JoinedSource(keeps, left, other);
    }

    /** An outer join that looks for rows without a partner is planned as NOT EXISTS is. */
    private boolean isSublink(JsonNode node) {
        Subselect select = shallowest(node);
        return select != null && isExpression(select);
    }

    private static JsonNode side(JsonNode node, String which) {
        for (JsonNode child : node.path("Plans")) {
            if (child.path("Parent Relationship").asText().equals(which)) {
                return child;
            }
        }
        return node.path("none");
    }

    private void sublink(JsonNode node, QueryPart part) {
        Subselect select = shallowest(node);
        boolean asksOnce = select != null && select.place() == Subselects.Place.IN;
        part.inner().add(reader.part(node, new QueryPart(asksOnce ? Role.SUBLINK : Role.CORRELATED)));
    }

    /** A SELECT that the planner has kept; or what makes the rows of IN or EXISTS distinct, to join them. */
    private Source select(JsonNode node, QueryPart part) {
        Subselect select = shallowest(node);
        Role role = select == null ? Role.FROM : role(select);
        boolean inExpression = select != null && isExpression(select);
        JsonNode inside = inExpression && reader.step(node) == 4 ? PartReader.below(node) : node;
        QueryPart read = reader.part(inside, new QueryPart(role));
        if (inExpression) {
            part.inner().add(read);
            return GONE;
        }
        return new PartSource(read);
    }

    @SuppressWarnings("ReferenceEquality") // Two SELECTs may be written alike.
    private Source table(JsonNode node, QueryPart part) {
        var table = new TableSource(node.path("Alias").asText());
        Subselect select = of(table.alias());
        if (select == own || (select != null && isInline(select))) {
            return table;
        }
        QueryPart known = merged.get(select);
        if (known != null) {
            known.join(table);
            return GONE;
        }
        var found = new QueryPart(select == null ? Role.FROM : role(select));
        found.from(table);
        merged.put(select, found);
        if (select != null && isExpression(select)) {
            part.inner().add(found);
            return GONE;
        }
        return new PartSource(found);
    }

    /** A LATERAL that the planner has merged is a join like another for Citus, too. */
    private boolean isInline(Subselect select) {
        return select.place() == Subselects.Place.LATERAL || (own != null && select.depth() < own.depth());
    }

    private static boolean isExpression(Subselect select) {
        return select.place() == Subselects.Place.IN || select.place() == Subselects.Place.EXISTS
                || select.place() == Subselects.Place.SCALAR;
    }

    private static Role role(Subselect select) {
        return switch (select.place()) {
            case IN -> Role.SUBLINK;
            case EXISTS, SCALAR, LATERAL -> Role.CORRELATED;
            default -> Role.FROM;
        };
    }

    static boolean stands(Subselects text, JsonNode node, Subselects.Place place) {
        Subselect select = new SourceReader(null, text, node).shallowest(node);
        return select != null && select.place() == place;
    }

    private Subselect shallowest(JsonNode node) {
        List<String> aliases = new ArrayList<>();
        aliases(node, aliases);
        Subselect best = null;
        for (String alias : aliases) {
            Subselect select = of(alias);
            best = best == null || (select != null && select.depth() < best.depth()) ? select : best;
        }
        return best;
    }

    private static void aliases(JsonNode node, List<String> found) {
        if (node.has("Relation Name")) {
            found.add(node.path("Alias").asText());
        }
        node.path("Plans").forEach(child -> aliases(child, found));
    }

    private Subselect of(String alias) {
        Subselect exact = text.of(alias, true);
        return exact == null ? text.of(alias, false) : exact;
    }
}
