package shardlab.bench;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * A schema of many tables and a workload of many queries, the same for the same numbers: companies of eight kinds, each with
 * a parent table and children with composite keys, and lists that everybody looks things up in.
 */
public final class LargeSchema {

    private static final int FAMILIES = 8;

    private final int tables;
    private final int queries;
    private final Random random = new Random(12);

    /**
     * @param tables  at least 16
     * @param queries how many
     */
    public LargeSchema(int tables, int queries) {
        this.tables = tables;
        this.queries = queries;
    }

    /** Its tables, as pg_dump would write them. */
    public String schema() {
        var text = new StringBuilder();
        IntStream.range(0, tables).forEach(i -> text.append(table(i)).append('\n'));
        return text.toString();
    }

    private static String table(int i) {
        int family = i % FAMILIES;
        if (i < FAMILIES) {
            return "create table owner_%d (id bigint primary key, name text not null, since date not null);".formatted(i);
        }
        if (i % 10 == 9) {
            return "create table list_%d (code int primary key, label text not null);".formatted(i);
        }
        return """
                create table item_%1$d (owner%2$d_id bigint not null references owner_%2$d (id), id bigint not null,
                  parent_id bigint, code int, amount numeric, at timestamptz not null,
                  primary key (owner%2$d_id, id), unique (owner%2$d_id, at, id));""".formatted(i, family);
    }

    /** A CSV of {@code table,rows}. */
    public String rows() {
        return IntStream.range(0, tables).mapToObj(i -> i < FAMILIES ? "owner_" + i + "," + 20_000
                : i % 10 == 9 ? "list_" + i + ",500" : "item_" + i + "," + (1_000_000 + 10_000 * i))
                .reduce("table,rows", (text, line) -> text + "\n" + line);
    }

    /** The queries with their weights and times. */
    public String queryText() {
        var text = new StringBuilder();
        for (int i = 0; i < queries; i++) {
            text.append("-- weight: ").append(1 + random.nextInt(100)).append("\n-- ms: ").append(1 + random.nextInt(50))
                    .append('\n').append(query(item(random.nextInt(FAMILIES)))).append(";\n");
        }
        return text.toString();
    }

    /** A child of a family. */
    private int item(int family) {
        int i;
        do {
            i = family + FAMILIES * (1 + random.nextInt((tables - FAMILIES) / FAMILIES));
        } while (i % 10 == 9);
        return i;
    }

    private String query(int one) {
        int family = one % FAMILIES;
        String owner = "owner%d_id".formatted(family);
        int other = item(family);
        int list = 9 + 10 * random.nextInt((tables - 9) / 10);
        return switch (random.nextInt(7)) {
            case 0 -> "select * from item_%d where %s = $1 and id = $2".formatted(one, owner);
            case 1 -> "select a.id, b.amount from item_%1$d a join item_%2$d b on a.%3$s = b.%3$s and a.id = b.parent_id"
                    .formatted(one, other, owner) + " where a." + owner + " = $1";
            case 2 -> "select a.id from item_%1$d a join item_%1$d b on a.%2$s = b.%2$s and a.parent_id = b.id"
                    .formatted(one, owner) + " where b." + owner + " = $1";
            case 3 -> "insert into item_%d (%s, id, at) values ($1, $2, now())".formatted(one, owner);
            case 4 -> "update item_%d set amount = $3 where %s = $1 and id = $2".formatted(one, owner);
            case 5 -> "select l.label, sum(a.amount) from item_%d a join list_%d l on l.code = a.code".formatted(one, list)
                    + " where a." + owner + " = $1 group by 1";
            default -> "select o.name, count(*) from owner_%1$d o join item_%2$d a on a.%3$s = o.id join item_%4$d b"
                    .formatted(family, one, owner, other) + " on b.%1$s = a.%1$s and b.parent_id = a.id group by 1"
                    .formatted(owner);
        };
    }
}
