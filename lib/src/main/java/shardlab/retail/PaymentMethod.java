package shardlab.retail;

/** The ways to pay, with the channel they belong to and how many of a hundred sales they pay for. */
enum PaymentMethod {
    CASH("cash", "in-store", 18),
    DEBIT_CARD("debit card", "in-store", 28),
    CREDIT_CARD("credit card", "in-store", 24),
    CREDIT_CARD_ONLINE("credit card online", "online", 16),
    DIGITAL_WALLET("digital wallet", "online", 10),
    BANK_TRANSFER("bank transfer", "online", 4);

    private final String title;
    private final String channel;
    private final int percentOfSales;

    PaymentMethod(String title, String channel, int percentOfSales) {
        this.title = title;
        this.channel = channel;
        this.percentOfSales = percentOfSales;
    }

    /** Its key: the place in this list, which is part of what a seed promises. */
    @SuppressWarnings("EnumOrdinal")
    int id() {
        return ordinal() + 1;
    }

    String title() {
        return title;
    }

    String channel() {
        return channel;
    }

    /** The id of the method at a percentile from 0 to 99. */
    static int idAt(int percentile) {
        int id = 0;
        for (int left = percentile; left >= 0; id++) {
            left -= METHODS[id].percentOfSales;
        }
        return id;
    }

    private static final PaymentMethod[] METHODS = values();
}
