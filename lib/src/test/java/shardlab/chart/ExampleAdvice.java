package shardlab.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import shardlab.advise.Advice;
import shardlab.advise.AdviseColumn;
import shardlab.advise.AdviseTable;
import shardlab.advise.ColumnValues;
import shardlab.advise.Design;
import shardlab.advise.Handling;
import shardlab.advise.Judgement;
import shardlab.advise.RankedDesign;
import shardlab.advise.RowSpread;
import shardlab.advise.Rule;
import shardlab.advise.SourceSchema;
import shardlab.advise.TableColumn;
import shardlab.advise.TableJoin;
import shardlab.advise.TablePlace;
import shardlab.advise.Weighing;
import shardlab.advise.WorkloadQuery;

/** Advice for so many tables, each with a tenant, an id and what it refers to; every fifth is a reference table. */
final class ExampleAdvice {

    private static final List<Handling> EVERY = List.copyOf(EnumSet.allOf(Handling.class));

    private ExampleAdvice() {
    }

    static Advice of(int tables, int queries) {
        Map<String, AdviseTable> schema = new LinkedHashMap<>();
        Map<String, TablePlace> places = new LinkedHashMap<>();
        List<TableColumn> tenants = new ArrayList<>();
        List<TableJoin> joins = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            String name = name(i);
            schema.put(name, new AdviseTable(name, name, i % 31 == 29 ? -1 : Math.pow(10, i % 8), List.of(),
                    List.of(), Map.of("tenant_id", column("tenant_id"), "order_no", column("order_no"))));
            boolean reference = i % 5 == 4;
            places.put(name, reference ? new TablePlace(TablePlace.PlaceKind.REFERENCE, "")
                    : new TablePlace(TablePlace.PlaceKind.DISTRIBUTED, i % 5 == 3 ? "order_no" : "tenant_id"));
            if (!reference) {
                tenants.add(new TableColumn(name, "tenant_id"));
            }
            if (i > 0) {
                joins.add(new TableJoin(name((i - 1) / 2), name, List.of(0, 1 + i % 9), i % 3 * 40.0, i % 2 == 0));
            }
        }
        List<List<TableColumn>> families = new ArrayList<>(List.of(tenants));
        IntStream.range(0, 9).forEach(i -> families.add(List.of(new TableColumn(name(0), "id" + i),
                new TableColumn(name(1), "customer_id" + i))));
        return new Advice("an example", new SourceSchema(schema, List.of(), List.of(), Map.of()), queries(queries),
                designs(new Design(places), queries), families, joins, 100, List.of(),
                new Weighing(0, List.of(), List.of()), Rule.ofTheLab(),
                "the lab's classification; no Citus was asked");
    }

    private static String name(int table) {
        return "public." + (table % 6 == 5 ? "a_table_with_a_name_that_is_much_too_long_" : "orders_") + table;
    }

    private static List<WorkloadQuery> queries(int queries) {
        return IntStream.range(0, queries).mapToObj(i -> new WorkloadQuery(i % 4 == 3
                        ? "a statement whose name is so long that no column of names could hold it " + i : "statement " + i,
                "select " + i, Math.pow(7, i % 9), Optional.empty(), Optional.empty())).toList();
    }

    private static List<RankedDesign> designs(Design design, int queries) {
        return IntStream.rangeClosed(1, 5).mapToObj(rank -> new RankedDesign(rank, design, 1_000.0 * rank * rank, 900,
                50, 20, 20, 30, 10, 0, IntStream.range(0, queries).mapToObj(i -> new Judgement(
                        EVERY.get((i + rank) % EVERY.size()), "a reason", Optional.empty(),
                        OptionalInt.empty(), Optional.empty())).toList(), List.of(), spreads(design),
                900, -1, "", "not run", rank == 2)).toList();
    }

    private static AdviseColumn column(String name) {
        return new AdviseColumn(name, name, "bigint", false, true, -1, new ColumnValues("int8", 0, List.of(), ""));
    }

    /** Every third table is even, every third has a heavy shard and empty ones, and of the others nobody knows. */
    private static List<RowSpread> spreads(Design design) {
        List<RowSpread> spreads = new ArrayList<>();
        design.places().forEach((table, place) -> {
            if (place.kind() == TablePlace.PlaceKind.DISTRIBUTED) {
                boolean heavy = spreads.size() % 3 == 1;
                List<Double> shards = spreads.size() % 3 == 2 ? List.of() : IntStream.range(0, 32).mapToObj(i ->
                        heavy ? i == 5 ? 0.6 : i % 4 == 0 ? 0.05 : 0 : 1 / 32.0).toList();
                List<Double> workers = shards.isEmpty() ? List.of() : List.of(0.25, 0.25, 0.25, 0.25);
                spreads.add(new RowSpread(table, place.column(), shards, workers, "an example", ""));
            }
        });
        return spreads;
    }
}
