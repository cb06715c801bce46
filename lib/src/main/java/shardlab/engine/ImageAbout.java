package shardlab.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import shardlab.LabException;
import shardlab.files.Folders;
import shardlab.image.UnpackedImage;

/**
 * What is known of a copy of an image, written when its programs were run once: a copy without it is half made.
 *
 * @param place    where the copy was when its programs were made
 * @param image    the image's name
 * @param postgres PostgreSQL's version
 * @param citus    the version of Citus
 * @param trouble  what this machine said when it could not run the programs; empty if it can
 */
record ImageAbout(Path place, String image, String postgres, String citus, String trouble) {

    private static final String FILE = "about.properties";

    /** Of a copy whose programs were just made. They are run once: what this machine forbids, or lacks, shows at once. */
    static ImageAbout of(Path folder, UnpackedImage image, ServerAccount account) {
        Path control = image.share().resolve("extension").resolve(CitusControl.NAME);
        var answer = programs(image, "", account).answer();
        return new ImageAbout(folder, image.image(), ImageHost.version(answer.output()),
                CitusControl.version(control).orElse("?"), answer.ok() ? "" : answer.lastLine());
    }

    /** Reads what a copy says of itself; empty if it is not whole. */
    static Optional<ImageAbout> read(Path folder) {
        var values = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(FILE))) {
            values.load(in);
            return Optional.of(new ImageAbout(Path.of(values.getProperty("place", "")), values.getProperty("image", ""),
                    values.getProperty("postgres", ""), values.getProperty("citus", ""),
                    values.getProperty("trouble", "")))
                    .filter(about -> !about.citus.isEmpty() && UnpackedImage.in(folder).isPresent());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        var values = new Properties();
        new TreeMap<>(Map.of("place", place.toString(), "image", image, "postgres", postgres, "citus", citus,
                "trouble", trouble)).forEach(values::setProperty);
        var text = new StringWriter();
        values.store(text, null);
        Folders.writePrivately(folder.resolve(FILE), text.toString());
    }

    /** PostgreSQL's major version; 0 if it is not known, because the programs do not run. */
    int major() {
        return postgres.matches("\\d{1,4}\\D.*") ? Integer.parseInt(postgres.split("\\D", 2)[0]) : 0;
    }

    /** True if the programs run here. */
    boolean runs() {
        return trouble.isEmpty();
    }

    /** True if they were made to run in this folder, and do. */
    boolean runsIn(Path folder) {
        return runs() && place.equals(folder);
    }

    /**
     * The programs of a copy.
     *
     * @throws LabException if this machine cannot run them
     */
    Postgres programs(Path folder, ServerAccount account) {
        if (!runs()) {
            throw new LabException("this machine cannot run the programs of the Citus image", folder.toString(), trouble,
                    "move the lab if its folder is mounted noexec, see the system's log if SELinux guards it, "
                            + "or choose another engine: ./lab up --engine embedded", null);
        }
        return programs(UnpackedImage.in(folder).orElseThrow(), postgres, account);
    }

    /** With what keeps them from loading anything of this machine's own. */
    private static Postgres programs(UnpackedImage image, String version, ServerAccount account) {
        return new Postgres(image.bin(), version, account, Map.of("LD_PRELOAD", "", "LD_LIBRARY_PATH", "",
                "LOCPATH", image.folder().resolve("usr/lib/locale").toString(), "OPENSSL_CONF", "/dev/null",
                "OPENSSL_MODULES", image.loader().getParent().resolve("ossl-modules").toString()));
    }
}
