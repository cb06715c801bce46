package shardlab.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.Progress;
import shardlab.Settings;

/**
 * PostgreSQL with Citus out of the official image, the one that the engine {@code docker} starts: its programs, as
 * ordinary processes of this machine. They are fetched when this engine is asked for by name, and never otherwise.
 */
final class ImagePostgres implements CitusSource {

    static final String NAME = "image";

    static final String FOLDER = "postgres";

    private final Map<String, String> environment;
    private final boolean asked;
    private final Path stateFolder;
    private Engine.Fitness fitness;

    /**
     * @param settings    the lab's state folder, and whether this engine was asked for
     * @param environment the variables of this process: which image, and where fetched ones are
     */
    ImagePostgres(Settings settings, Map<String, String> environment) {
        this.environment = environment;
        this.asked = settings.engine().filter(NAME::equals).isPresent();
        this.stateFolder = settings.stateFolder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized Engine.Fitness fitness() {
        if (fitness == null) {
            fitness = ImageHost.trouble().map(trouble -> new Engine.Fitness(false, trouble)).orElseGet(this::fitnessHere);
        }
        return fitness;
    }

    private Engine.Fitness fitnessHere() {
        var image = image();
        var here = about();
        if (here.isPresent() && (here.get().runs() || !asked)) {
            return new Engine.Fitness(here.get().runs(), image + (here.get().runs()
                    ? " is here: Citus " + here.get().citus() + " in PostgreSQL " + here.get().postgres()
                    : " does not run on this machine (" + here.get().trouble() + "); ./lab citus tries again"));
        }
        if (image.isFetched()) {
            return new Engine.Fitness(true, image + " has been fetched");
        }
        return asked ? new Engine.Fitness(true, image + " is to be fetched")
                : new Engine.Fitness(false, image + " has not been fetched; ./lab citus does");
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        return image().programs(folder.resolve(FOLDER), account, progress);
    }

    @Override
    public String citus() {
        return about().map(ImageAbout::citus).orElse("");
    }

    private CitusImage image() {
        return new CitusImage(environment);
    }

    /** Of the copy beside the servers' files, wherever these are. */
    private Optional<ImageAbout> about() {
        return image().about(Stream.of(stateFolder, ServerFolder.outside(stateFolder)).map(each -> each.resolve(FOLDER))
                .toList());
    }
}
