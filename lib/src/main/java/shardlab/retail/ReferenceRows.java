package shardlab.retail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the rows of the reference tables. */
final class ReferenceRows {

    private final Products products;
    private final RowWriter out;

    ReferenceRows(Products products, RowWriter out) {
        this.products = products;
        this.out = out;
    }

    void write(RetailTable table) throws IOException {
        switch (table) {
            case CATEGORY -> categories();
            case PAYMENT_METHOD -> paymentMethods();
            case COUPON -> coupons();
            case PRODUCT -> products();
            default -> throw new IllegalArgumentException(table + " is no reference table");
        }
    }

    private void categories() throws IOException {
        for (Category category : Category.values()) {
            out.row(2);
            out.integer(category.id());
            text(category.title());
        }
    }

    private void paymentMethods() throws IOException {
        for (PaymentMethod method : PaymentMethod.values()) {
            out.row(3);
            out.integer(method.id());
            text(method.title());
            text(method.channel());
        }
    }

    private void coupons() throws IOException {
        for (int id = 1; id <= Coupons.COUNT; id++) {
            out.row(5);
            out.integer(id);
            text(Coupons.code(id));
            out.money(100L * Coupons.percent(id));
            out.date(Coupons.validFrom(id).toEpochDay());
            out.date(Coupons.validTo(id).toEpochDay());
        }
    }

    private void products() throws IOException {
        for (int id = 1; id <= products.count(); id++) {
            out.row(5);
            out.integer(id);
            out.integer(products.category(id).id());
            text(products.name(id));
            out.money(products.priceCents(id));
            out.money(products.costCents(id));
        }
    }

    private void text(String value) throws IOException {
        out.text(value.getBytes(StandardCharsets.UTF_8));
    }
}
