package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** A PostgreSQL with Citus that this machine has: found by asking each {@code pg_config} for {@code citus.control}. */
final class InstalledPostgres implements PostgresSource {

    /** Where packages put each version's programs that are not on the PATH: Debian, Red Hat, Homebrew, from source. */
    private static final List<String> FOLDERS_OF_VERSIONS = List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt",
            "/usr/local/opt", "/usr/local");

    private final Map<String, String> environment;
    private Optional<Found> found;

    /** A PostgreSQL that has Citus. */
    private record Found(Path pgConfig, Path bin, String version, String citusVersion) {
    }

    InstalledPostgres(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public Engine.Fitness fitness() {
        return found().map(it -> new Engine.Fitness(true, it.pgConfig + " finds Citus " + it.citusVersion
                        + " in PostgreSQL " + it.version))
                .orElseGet(() -> new Engine.Fitness(false, tried()));
    }

    private String tried() {
        var candidates = candidates();
        return candidates.isEmpty()
                ? "there is no pg_config in PG_CONFIG, on the PATH or where packages put it"
                : "no citus.control in the extensions of "
                        + String.join(", ", candidates.stream().map(Path::toString).toList());
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        var here = found().orElseThrow(() -> new LabException("this machine has no PostgreSQL with Citus", null, tried(),
                "install the Citus packages, or set PG_CONFIG to the pg_config of the PostgreSQL that has them", null));
        return new Postgres(here.bin, here.version, account);
    }

    @Override
    public List<String> settings() {
        return List.of("common.conf", "loopback.conf", "installed/postgresql.conf");
    }

    @Override
    public void furnish(Session template) {
        template.execute(SqlFile.read("engine/installed/template.sql"));
    }

    @Override
    public void individualize(Session server) {
        server.execute(SqlFile.read("engine/installed/individualize.sql"));
    }

    @Override
    public String stamp() {
        return "citus " + found().map(Found::citusVersion).orElse("");
    }

    private synchronized Optional<Found> found() {
        if (found == null) {
            found = candidates().stream().flatMap(each -> look(each).stream()).findFirst();
        }
        return found;
    }

    private static Optional<Found> look(Path pgConfig) {
        var answer = Command.run(pgConfig.toString(), "--sharedir", "--bindir", "--version");
        var lines = answer.text().lines().toList();
        if (!answer.ok() || lines.size() < 3) {
            return Optional.empty();
        }
        Path control = Path.of(lines.get(0), "extension", "citus.control");
        String version = lines.get(2).replaceFirst("^PostgreSQL ", "").split(" ")[0];
        return citusVersion(control).map(citus -> new Found(pgConfig, Path.of(lines.get(1)), version, citus));
    }

    private static Optional<String> citusVersion(Path control) {
        try {
            return Files.readAllLines(control).stream().filter(line -> line.startsWith("default_version"))
                    .map(line -> line.replaceAll(".*'(.*)'.*", "$1")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Path> candidates() {
        String named = environment.get("PG_CONFIG");
        var all = new ArrayList<Path>();
        if (named != null && !named.isBlank()) {
            all.add(Path.of(named));
        }
        Stream.of(environment.getOrDefault("PATH", "").split(":")).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "pg_config")).forEach(all::add);
        FOLDERS_OF_VERSIONS.forEach(folder -> all.addAll(versions(Path.of(folder))));
        return all.stream().filter(Files::isExecutable).distinct().toList();
    }

    /** The newest version first. */
    private static List<Path> versions(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(each -> each.getFileName().toString().matches("\\d+|pgsql.*|postgresql@\\d+"))
                    .sorted(Comparator.comparingInt(InstalledPostgres::number).reversed())
                    .map(each -> each.resolve("bin/pg_config")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(Path folder) {
        String digits = folder.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
