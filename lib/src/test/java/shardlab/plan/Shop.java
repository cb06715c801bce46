package shardlab.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** A small shop on every engine that this machine has, in the schema {@code joins_test}. */
public final class Shop {

    private static final Map<Cluster, Shop> OPEN = new HashMap<>();

    private final Session session;

    private Shop(Cluster cluster) {
        this.session = cluster.session();
    }

    /** The clusters that this machine has. */
    public static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    /** The shop of a cluster, opened when first asked for. */
    public static Shop of(Cluster cluster) {
        return OPEN.computeIfAbsent(cluster, Shop::open);
    }

    /** Closes what was opened. */
    public static void closeAll() {
        OPEN.values().forEach(Shop::close);
        OPEN.clear();
    }

    private static Shop open(Cluster cluster) {
        var shop = new Shop(cluster);
        shop.session.execute("drop schema if exists joins_test cascade");
        shop.session.execute("create schema joins_test");
        shop.session.execute("set search_path to joins_test, public");
        for (String statement : """
                create table sale (state text, sale_id bigint, total numeric(12,2), primary key (state, sale_id));
                create table sale_detail (state text, sale_id bigint, line int, product_id int, amount numeric(12,2),
                                          primary key (state, sale_id, line));
                create table product (product_id int primary key, category text);
                create table invoice (invoice_id bigint primary key, sale_id bigint, amount numeric(12,2));
                select create_distributed_table('sale', 'state');
                select create_distributed_table('sale_detail', 'state', colocate_with => 'sale');
                select create_reference_table('product');
                select create_distributed_table('invoice', 'invoice_id');
                insert into product select i, 'category ' || i % 3 from generate_series(1, 10) i;
                insert into sale select (array['CA', 'TX', 'FL', 'NY', 'PA'])[1 + i % 5], i, i % 90
                  from generate_series(1, 500) i;
                insert into sale_detail select (array['CA', 'TX', 'FL', 'NY', 'PA'])[1 + i % 5], i, 1, 1 + i % 10, i % 30
                  from generate_series(1, 500) i;
                insert into invoice select i + 1000, i, i % 90 from generate_series(1, 500) i
                """.split(";\n", -1)) {
            shop.session.execute(statement);
        }
        return shop;
    }

    public Session session() {
        return session;
    }

    private void close() {
        session.execute("drop schema joins_test cascade");
        session.close();
    }
}
