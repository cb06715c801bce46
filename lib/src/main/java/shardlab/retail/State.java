package shardlab.retail;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * The ten most populous states. Residents are the counts of the United States Census Bureau's 2020 census
 * (resident population, 1 April 2020, table "Apportionment Population and Number of Representatives by State").
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and nothing says so but Guava's own types.
public enum State {
    CA("California", 39_538_223, "America/Los_Angeles", "Los Angeles", "San Diego", "San Jose", "San Francisco"),
    TX("Texas", 29_145_505, "America/Chicago", "Houston", "San Antonio", "Dallas", "Austin"),
    FL("Florida", 21_538_187, "America/New_York", "Jacksonville", "Miami", "Tampa", "Orlando"),
    NY("New York", 20_201_249, "America/New_York", "New York", "Buffalo", "Yonkers", "Rochester"),
    PA("Pennsylvania", 13_002_700, "America/New_York", "Philadelphia", "Pittsburgh", "Allentown", "Reading"),
    IL("Illinois", 12_812_508, "America/Chicago", "Chicago", "Aurora", "Joliet", "Naperville"),
    OH("Ohio", 11_799_448, "America/New_York", "Columbus", "Cleveland", "Cincinnati", "Toledo"),
    GA("Georgia", 10_711_908, "America/New_York", "Atlanta", "Columbus", "Augusta", "Savannah"),
    NC("North Carolina", 10_439_388, "America/New_York", "Charlotte", "Raleigh", "Greensboro", "Durham"),
    MI("Michigan", 10_077_331, "America/Detroit", "Detroit", "Grand Rapids", "Warren", "Ann Arbor");

    private final String title;
    private final int residents;
    private final ZoneId timeZone;
    private final List<String> cities;

    State(String title, int residents, String timeZone, String... cities) {
        this.title = title;
        this.residents = residents;
        this.timeZone = ZoneId.of(timeZone);
        this.cities = List.of(cities);
    }

    /** The state's name in full, such as {@code "North Carolina"}. */
    public String title() {
        return title;
    }

    /** Its place by residents, from 0: what a seed promises rests on it. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** Residents counted by the 2020 census. */
    public int residents() {
        return residents;
    }

    /** The time zone that most of its residents live in. */
    public ZoneId timeZone() {
        return timeZone;
    }

    /** Four of its most populous cities. */
    public List<String> cities() {
        return cities;
    }

    /** Its share of the residents of the ten states, from 0 to 1. */
    public double share() {
        return (double) residents / Arrays.stream(values()).mapToLong(State::residents).sum();
    }
}
