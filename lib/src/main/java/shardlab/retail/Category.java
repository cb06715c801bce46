package shardlab.retail;

import java.util.List;

/** The product categories, with the range of their prices in cents and what their products are called. */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and nothing says so but Guava's own types.
enum Category {
    GROCERIES("Groceries", 199, 1_999, "Coffee beans", "Olive oil", "Rice", "Honey"),
    HOUSEHOLD("Household", 299, 4_999, "Dish soap", "Storage box", "Bath towel", "Lamp"),
    BEAUTY("Beauty", 399, 5_999, "Shampoo", "Hand cream", "Sunscreen", "Soap"),
    CLOTHING("Clothing", 999, 11_999, "T-shirt", "Jeans", "Jacket", "Sweater"),
    SHOES("Shoes", 1_999, 17_999, "Sneakers", "Boots", "Sandals", "Slippers"),
    TOYS("Toys", 499, 7_999, "Building blocks", "Puzzle", "Board game", "Kite"),
    BOOKS("Books", 599, 3_999, "Novel", "Cookbook", "Atlas", "Dictionary"),
    GARDEN("Garden", 399, 14_999, "Flower pot", "Garden hose", "Pruner", "Seeds"),
    SPORTS("Sports", 899, 29_999, "Football", "Yoga mat", "Tennis racket", "Bicycle helmet"),
    ELECTRONICS("Electronics", 1_999, 89_999, "Headphones", "Keyboard", "Tablet", "Camera"),
    FURNITURE("Furniture", 3_999, 99_999, "Chair", "Bookcase", "Desk", "Mattress"),
    OFFICE("Office", 149, 5_999, "Notebook", "Pen set", "Desk pad", "Stapler");

    private final String title;
    private final int leastCents;
    private final int mostCents;
    private final List<String> goods;

    Category(String title, int leastCents, int mostCents, String... goods) {
        this.title = title;
        this.leastCents = leastCents;
        this.mostCents = mostCents;
        this.goods = List.of(goods);
    }

    /** Its key: the place in this list, which is part of what a seed promises. */
    @SuppressWarnings("EnumOrdinal")
    int id() {
        return ordinal() + 1;
    }

    String title() {
        return title;
    }

    String good(int index) {
        return goods.get(index % goods.size());
    }

    /** A price in cents that ends in 9, cheap ones likelier than dear ones. */
    long priceCents(double fraction) {
        double price = leastCents * StrictMath.pow((double) mostCents / leastCents, fraction);
        return Math.max(leastCents, Math.round(price / 10) * 10 - 1);
    }
}
