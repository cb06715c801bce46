package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.process.Program;

/**
 * A PostgreSQL with Citus that this machine has: the first {@code pg_config} that finds {@code citus.control} beside
 * programs that run.
 */
final class InstalledPostgres implements CitusSource {

    /** Where packages put each version's programs that are not on the PATH: Debian, Red Hat, Homebrew, from source. */
    private static final List<String> FOLDERS_OF_VERSIONS = List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt",
            "/usr/local/opt", "/usr/local");

    private final Map<String, String> environment;
    private final List<String> foldersOfVersions;
    private List<PgConfig> asked;

    InstalledPostgres(Map<String, String> environment) {
        this(environment, FOLDERS_OF_VERSIONS);
    }

    InstalledPostgres(Map<String, String> environment, List<String> foldersOfVersions) {
        this.environment = environment;
        this.foldersOfVersions = foldersOfVersions;
    }

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public Engine.Fitness fitness() {
        return found().map(it -> new Engine.Fitness(true, it.file() + " finds Citus " + it.citus() + " in PostgreSQL "
                        + it.version()))
                .orElseGet(() -> new Engine.Fitness(false, tried()));
    }

    private String tried() {
        return asked().isEmpty() ? "there is no pg_config in PG_CONFIG, on the PATH or where packages put it"
                : asked().stream().map(each -> each.file() + " " + each.trouble()).collect(Collectors.joining(", "));
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        var here = found().orElseThrow(() -> new LabException("this machine has no PostgreSQL with Citus", null, tried(),
                "install the Citus packages, or set PG_CONFIG to the pg_config of the PostgreSQL that has them", null));
        return new Postgres(here.bin(), here.version(), account);
    }

    @Override
    public String citus() {
        return found().map(PgConfig::citus).orElse("");
    }

    private Optional<PgConfig> found() {
        return asked().stream().filter(PgConfig::fits).findFirst();
    }

    /** All candidates up to the first that fits. */
    private synchronized List<PgConfig> asked() {
        if (asked == null) {
            var all = new ArrayList<PgConfig>();
            for (Path file : candidates()) {
                all.add(PgConfig.ask(file));
                if (all.get(all.size() - 1).fits()) {
                    break;
                }
            }
            asked = List.copyOf(all);
        }
        return asked;
    }

    private List<Path> candidates() {
        var all = new ArrayList<Path>();
        named().ifPresent(all::add);
        all.addAll(Program.onPath("pg_config", environment.getOrDefault("PATH", "")));
        foldersOfVersions.forEach(folder -> all.addAll(versions(Path.of(folder))));
        return all.stream().distinct().toList();
    }

    private Optional<Path> named() {
        try {
            return Optional.ofNullable(environment.get("PG_CONFIG")).filter(name -> !name.isBlank()).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The newest version first. */
    private static List<Path> versions(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(each -> each.getFileName().toString().matches("\\d+|pgsql.*|postgresql@\\d+"))
                    .sorted(Comparator.comparingInt(InstalledPostgres::number).reversed())
                    .map(each -> each.resolve("bin/pg_config")).filter(Files::isExecutable).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(Path folder) {
        String digits = folder.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
