package shardlab.advise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import shardlab.LabException;
import shardlab.sharding.PostgresHash;
import shardlab.sharding.ShardMap;

/**
 * How rows will lie: each known value is hashed by PostgreSQL's own function and put into the shard and onto the worker that
 * Citus would choose; all other values are taken as even. A type whose hash the lab does not know is told, not guessed.
 */
final class RowSpreads {

    private static final double NO_REST = 1e-4;
    /** So many values for each shard are taken as even. */
    private static final double MANY_VALUES = 10;

    private final SourceSchema schema;
    private final int shards;
    private final int workers;
    private final double skew;
    private final Growth growth;
    private final Map<TableColumn, RowSpread> known = new HashMap<>();

    RowSpreads(SourceSchema schema, Rule rule, Growth growth) {
        this.schema = schema;
        this.shards = (int) rule.of("shards");
        this.workers = (int) rule.of("workers");
        this.skew = rule.of("skew");
        this.growth = growth;
    }

    /** Of every distributed table of a design, by the tables' names. */
    List<RowSpread> of(Design design) {
        return design.places().entrySet().stream().filter(each -> each.getValue().isDistributed())
                .map(each -> of(new TableColumn(each.getKey(), each.getValue().column()))).toList();
    }

    /** By how much the fullest worker is fuller than if all had alike, over the rows of all tables whose spread is known. */
    double cost(Design design) {
        double[] rows = new double[workers];
        boolean counted = schema.rowsKnown();
        for (RowSpread spread : of(design)) {
            double all = counted ? schema.tables().get(spread.table()).rows() : 1;
            Arrays.setAll(rows, i -> rows[i] + all * (spread.known() ? spread.workers().get(i) : 1.0 / workers));
        }
        double sum = DoubleStream.of(rows).sum();
        double most = DoubleStream.of(rows).max().orElse(0);
        return sum == 0 ? 0 : skew * (most * workers / sum - 1);
    }

    RowSpread of(TableColumn place) {
        return known.computeIfAbsent(place, this::measured);
    }

    private RowSpread measured(TableColumn place) {
        AdviseColumn column = schema.column(place);
        double values = schema.isUnique(place) ? schema.tables().get(place.table()).rows() : column.distinct();
        if (column.values().common().isEmpty() && values >= 0 && values < MANY_VALUES * shards) {
            return unknown(place, String.format(Locale.ROOT, "%,.0f values are too few to be taken as even", values));
        }
        if (schema.isUnique(place) && column.values().common().isEmpty()) {
            return even(place, "no value comes twice, and so many values are taken as even");
        }
        if (!column.values().known()) {
            return unknown(place, "nobody knows its values (ANALYZE, or --values FILE)");
        }
        return column.values().common().isEmpty()
                ? even(place, "no value is frequent by " + column.values().origin() + ", and all are taken as even")
                : hashed(place, column);
    }

    private RowSpread hashed(TableColumn place, AdviseColumn column) {
        double[] parts = new double[shards];
        double rest = Math.max(0, 1 - column.values().share());
        Arrays.fill(parts, rest / shards);
        try {
            for (ValueShare each : column.values().common()) {
                int hash = PostgresHash.of(each.value(), column.values().hashType());
                parts[ShardMap.shardIndex(hash, shards)] += each.share();
            }
        } catch (LabException e) {
            return unknown(place, "the lab does not know the hash of its values (" + column.type() + ")");
        }
        return spread(place, parts, basis(column, rest));
    }

    private static String basis(AdviseColumn column, double rest) {
        int common = column.values().common().size();
        String text = String.format(Locale.ROOT, "%d value%s of %s, hashed", common, common == 1 ? "" : "s",
                column.values().origin());
        double others = column.distinct() - common;
        return rest < NO_REST ? text : text + String.format(Locale.ROOT, "; the other %.1f %% of the rows%s taken as even",
                100 * rest, others >= 1 ? String.format(Locale.ROOT, ", of about %,.0f values,", others) : "");
    }

    private RowSpread even(TableColumn place, String basis) {
        double[] parts = new double[shards];
        Arrays.fill(parts, 1.0 / shards);
        return spread(place, parts, basis);
    }

    private RowSpread unknown(TableColumn place, String basis) {
        return new RowSpread(place.table(), place.column(), List.of(), List.of(), basis, growth.sentence(place));
    }

    /** Citus gives the shards to the workers in turn. */
    private RowSpread spread(TableColumn place, double[] parts, String basis) {
        double[] loads = new double[workers];
        for (int i = 0; i < parts.length; i++) {
            loads[i % workers] += parts[i];
        }
        return new RowSpread(place.table(), place.column(), DoubleStream.of(parts).boxed().toList(),
                DoubleStream.of(loads).boxed().toList(), basis, growth.sentence(place));
    }
}
