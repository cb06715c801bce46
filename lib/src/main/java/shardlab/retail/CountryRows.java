package shardlab.retail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes the rows of the four-country tables; an order's lines add up to its total, and one payment pays it. */
final class CountryRows {

    private static final long ORDERS_PER_CUSTOMER = 4;
    private static final int MOST_LINES = 3;
    private static final int DAYS = 730;
    private static final long FIRST_DAY = SalesCalendar.FIRST_DAY.toEpochDay();
    private static final List<Category> CATEGORIES = List.of(Category.values());

    private final long ordersPerCountry;
    private final Draws draws;
    private final RowWriter out;
    private final String[] product = new String[MOST_LINES];
    private final int[] quantity = new int[MOST_LINES];
    private final long[] unitPriceCents = new long[MOST_LINES];
    private long customerId;
    private long epochDay;
    private int lines;
    private long totalCents;

    CountryRows(long ordersPerCountry, long seed, RowWriter out) {
        this.ordersPerCountry = ordersPerCountry;
        this.draws = new Draws(seed, "order");
        this.out = out;
    }

    void write(String table) throws IOException {
        for (Country country : Country.values()) {
            switch (table) {
                case "country" -> country(country);
                case "customer" -> customers(country);
                default -> orders(table, country);
            }
        }
    }

    private void country(Country country) throws IOException {
        out.row(4);
        out.integer(country.countryId());
        text(country.code());
        text(country.title());
        text(country.currency());
    }

    private void customers(Country country) throws IOException {
        for (long id = 1; id <= customers(); id++) {
            out.row(4);
            out.integer(country.countryId());
            out.bigint(id);
            text("Customer " + id);
            text("customer" + id + "." + country.code().toLowerCase(Locale.ROOT) + "@example.com");
        }
    }

    private void orders(String table, Country country) throws IOException {
        for (long id = 1; id <= ordersPerCountry; id++) {
            read(country, id);
            switch (table) {
                case "purchase_order" -> order(country, id);
                case "order_line" -> lines(country, id);
                case "payment" -> payment(country, id);
                default -> throw new IllegalArgumentException(table + " is none of the four-country tables");
            }
        }
    }

    private void order(Country country, long id) throws IOException {
        out.row(5);
        out.integer(country.countryId());
        out.bigint(id);
        out.bigint(customerId);
        out.date(epochDay);
        out.money(totalCents);
    }

    private void lines(Country country, long id) throws IOException {
        for (int i = 0; i < lines; i++) {
            out.row(6);
            out.integer(country.countryId());
            out.bigint(id);
            out.integer(i + 1);
            text(product[i]);
            out.integer(quantity[i]);
            out.money(unitPriceCents[i]);
        }
    }

    private void payment(Country country, long id) throws IOException {
        out.row(5);
        out.integer(country.countryId());
        out.bigint(id);
        out.bigint(id);
        out.date(epochDay);
        out.money(totalCents);
    }

    private void read(Country country, long id) {
        draws.row(country.countryId() * 1_000_000_000L + id);
        customerId = 1 + draws.below(customers());
        epochDay = FIRST_DAY + draws.below(DAYS);
        lines = 1 + draws.below(MOST_LINES);
        totalCents = 0;
        for (int i = 0; i < lines; i++) {
            Category category = CATEGORIES.get(draws.below(CATEGORIES.size()));
            product[i] = category.good(draws.below(4));
            quantity[i] = 1 + draws.below(3);
            unitPriceCents[i] = category.priceCents(draws.fraction());
            totalCents += quantity[i] * unitPriceCents[i];
        }
    }

    private long customers() {
        return Math.max(1, ordersPerCountry / ORDERS_PER_CUSTOMER);
    }

    private void text(String value) throws IOException {
        out.text(value.getBytes(StandardCharsets.UTF_8));
    }
}
