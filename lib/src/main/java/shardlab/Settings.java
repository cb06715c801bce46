package shardlab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a session of the lab was asked for. Sealed when read: {@code ./lab} passes its options on as environment
 * variables, and hosted sessions set the same ones.
 *
 * @param home   the lab's root folder; state lives under {@code .lab} in it
 * @param engine the engine asked for by name ({@code SHARDLAB_ENGINE}), or empty to choose the first that fits
 * @param url    the JDBC URL of a coordinator ({@code SHARDLAB_URL}), or empty
 * @param workers how many workers a cluster is to have ({@code SHARDLAB_WORKERS}), or empty to take one as it is, and to
 *               make a new one of {@link #DEFAULT_WORKERS}
 * @param sales  the size of the retail data set as a number of sales ({@code SHARDLAB_SALES} or {@code SHARDLAB_SCALE})
 * @param seed   the seed of the retail data set ({@code SHARDLAB_SEED})
 * @param reload true if retail data of another size or seed is replaced ({@code SHARDLAB_RELOAD})
 * @param learner whose schemas the lessons work in ({@code SHARDLAB_LEARNER}; on a cluster at a URL, which others may be on,
 *               else the Hub's user in {@code JUPYTERHUB_USER})
 */
public record Settings(Path home, Optional<String> engine, Optional<String> url, Optional<Integer> workers, long sales,
        long seed, boolean reload, Learner learner) {

    /** Sales of {@code --scale small}: what the tests use. */
    public static final long SMALL_SALES = 10_000;
    /** Sales when nothing else is asked for. */
    public static final long DEFAULT_SALES = 200_000;
    /** Sales of {@code --scale large}. */
    public static final long LARGE_SALES = 5_000_000;
    /** The largest size the generator is made for. */
    public static final long MOST_SALES = 100_000_000;
    /** The seed when nothing else is asked for. */
    public static final long DEFAULT_SEED = 42;

    private static final long MOST_SEED = 999_999_999_999_999_999L;
    private static final String WHOLE_NUMBER = "-?\\d+([_,]\\d+)*";

    /** Workers of a cluster that the lab starts, when nothing else is asked for. */
    public static final int DEFAULT_WORKERS = 4;
    /** The most workers that a cluster can be asked for. */
    public static final int MOST_WORKERS = 16;

    /** Settings that take a cluster as it is, and leave data of another size or seed alone. */
    public Settings(Path home, Optional<String> engine, Optional<String> url, long sales, long seed) {
        this(home, engine, url, Optional.empty(), sales, seed, false, Learner.ALONE);
    }

    /**
     * Reads the settings of this process.
     *
     * @throws LabException if a variable has a value that cannot be used
     */
    public static Settings fromEnvironment() {
        return from(System.getenv());
    }

    /**
     * Reads settings from the given variables.
     *
     * @throws LabException if a variable has a value that cannot be used
     */
    public static Settings from(Map<String, String> variables) {
        var settings = new Settings(
                home(variables),
                text(variables, "SHARDLAB_ENGINE").map(name -> name.toLowerCase(Locale.ROOT)),
                text(variables, "SHARDLAB_URL"),
                number(variables, "SHARDLAB_WORKERS", 1, MOST_WORKERS).map(Long::intValue),
                sales(variables),
                number(variables, "SHARDLAB_SEED", -MOST_SEED, MOST_SEED).orElse(DEFAULT_SEED),
                text(variables, "SHARDLAB_RELOAD").filter("yes"::equals).isPresent(),
                learner(variables));
        settings.requireOneCluster();
        return settings;
    }

    /** A URL is for the engine remote; beside another engine neither may be passed over in silence. */
    private void requireOneCluster() {
        if (url.isPresent() && engine.filter(name -> !name.equals("remote")).isPresent()) {
            throw new LabException("SHARDLAB_URL names a cluster, and SHARDLAB_ENGINE=" + engine.get() + " another",
                    "unset one of them; ./lab --url and --engine each stand for both");
        }
    }

    /** The same settings, with an engine asked for by name. */
    public Settings askingFor(String name) {
        return new Settings(home, Optional.of(name), url, workers, sales, seed, reload, learner);
    }

    /** Without a password that the URL may hold. */
    @Override
    public String toString() {
        return "Settings[home=" + home + ", engine=" + engine.orElse("-") + ", url=" + Secrets.hidden(url.orElse("-"))
                + ", sales=" + sales + ", seed=" + seed + "]";
    }

    /** Where the lab keeps its state: servers, passwords, unpacked binaries. */
    public Path stateFolder() {
        return home.resolve(".lab");
    }

    private static Learner learner(Map<String, String> variables) {
        return Learner.of(text(variables, "SHARDLAB_LEARNER")
                .or(() -> text(variables, "SHARDLAB_URL").flatMap(shared -> text(variables, "JUPYTERHUB_USER"))));
    }

    private static long sales(Map<String, String> variables) {
        return number(variables, "SHARDLAB_SALES", SMALL_SALES, MOST_SALES)
                .orElseGet(() -> text(variables, "SHARDLAB_SCALE").map(Settings::salesOfScale).orElse(DEFAULT_SALES));
    }

    private static long salesOfScale(String scale) {
        return switch (scale.toLowerCase(Locale.ROOT)) {
            case "small" -> SMALL_SALES;
            case "default" -> DEFAULT_SALES;
            case "large" -> LARGE_SALES;
            default -> throw new LabException("SHARDLAB_SCALE is '" + scale + "'",
                    "say small, default or large, or give a number of sales in SHARDLAB_SALES");
        };
    }

    private static Optional<Long> number(Map<String, String> variables, String name, long least, long most) {
        return text(variables, name).map(value -> {
            String digits = value.matches(WHOLE_NUMBER) ? value.replaceAll("[_,]", "") : "";
            if (!digits.matches("-?\\d{1,18}") || Long.parseLong(digits) < least || Long.parseLong(digits) > most) {
                throw new LabException(name + " is '" + value + "'", String.format(Locale.ROOT,
                        "give a whole number from %,d to %,d; digits may be grouped by _ or ,", least, most));
            }
            return Long.parseLong(digits);
        });
    }

    private static Optional<String> text(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Path home(Map<String, String> variables) {
        return text(variables, "SHARDLAB_HOME").map(Path::of).orElseGet(Settings::homeAbove).toAbsolutePath().normalize();
    }

    private static Path homeAbove() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("lib/pom.xml")) && Files.exists(folder.resolve("lab"))) {
                return folder;
            }
        }
        return Path.of("").toAbsolutePath();
    }
}
