package shardlab.retail;

/** The four countries, by the {@code country_id} that their rows are distributed by. */
public enum Country {
    SPAIN(1, "ES", "Spain", "EUR"),
    COLOMBIA(2, "CO", "Colombia", "COP"),
    MEXICO(3, "MX", "Mexico", "MXN"),
    CHILE(4, "CL", "Chile", "CLP");

    private final int countryId;
    private final String code;
    private final String title;
    private final String currency;

    Country(int countryId, String code, String title, String currency) {
        this.countryId = countryId;
        this.code = code;
        this.title = title;
        this.currency = currency;
    }

    /** The value of the distribution column. */
    public int countryId() {
        return countryId;
    }

    /** The two letters of ISO 3166-1. */
    public String code() {
        return code;
    }

    /** The country's name in English. */
    public String title() {
        return title;
    }

    /** The three letters of its currency in ISO 4217. */
    public String currency() {
        return currency;
    }
}
