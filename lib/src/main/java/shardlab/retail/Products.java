package shardlab.retail;

/** The products: each with category, price and cost. Product 1 is the best seller, by Zipf's law. Shared by threads. */
final class Products {

    private static final Category[] CATEGORIES = Category.values();

    private final long[] priceCents;
    private final long[] costCents;
    private final Zipf popularity;

    Products(int count, long seed) {
        priceCents = new long[count];
        costCents = new long[count];
        popularity = new Zipf(count);
        Draws draws = new Draws(seed, "product");
        for (int i = 0; i < count; i++) {
            draws.row(i + 1L);
            priceCents[i] = category(i + 1).priceCents(draws.fraction());
            costCents[i] = Math.max(1, priceCents[i] * (45 + draws.below(36)) / 100);
        }
    }

    int count() {
        return priceCents.length;
    }

    Category category(int id) {
        return CATEGORIES[(id - 1) % CATEGORIES.length];
    }

    String name(int id) {
        return category(id).good((id - 1) / CATEGORIES.length) + " " + id;
    }

    long priceCents(int id) {
        return priceCents[id - 1];
    }

    long costCents(int id) {
        return costCents[id - 1];
    }

    /** The id of the product bought, chosen by a fraction from 0 to 1. */
    int bought(double fraction) {
        return popularity.rank(fraction);
    }
}
