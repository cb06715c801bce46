package shardlab.image;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.image.RootEntry.Kind;

/** What PostgreSQL and Citus need of an image: their files, libraries, time zones, locales, and the licences. */
final class PostgresFiles {

    private static final Pattern PROGRAM = Pattern.compile("postgres|postmaster|initdb|psql|pgbench|pg_\\w+|oid2name"
            + "|vacuumlo|(create|drop)(db|user)|(cluster|reindex|vacuum)db");
    /** For making extensions, for compiling while a statement runs ({@code jit} is off in the lab), and for reading. */
    private static final Pattern NOT_OF_POSTGRES = Pattern.compile("(.*/)?(bitcode|pgxs|man|doc)/.*|.*/llvmjit[^/]*|.*\\.a");
    /** What libraries load by themselves: names of hosts and users, OpenSSL's providers, login methods of libpq. */
    private static final Pattern LOADED_LATER = Pattern.compile(
            "(.*/)?(libnss_[^/]+\\.so\\.2|ossl-modules/[^/]+\\.so|libgcc_s\\.so\\.1|libpq-oauth[^/]*\\.so)");
    private static final Pattern READ_AT_RUN_TIME = Pattern.compile("(usr/lib/ssl|usr/lib64/ssl|etc/pki/tls)/openssl\\.cnf"
            + "|etc/ssl/(openssl\\.cnf|certs/ca-certificates\\.crt)|etc/pki/tls/certs/ca-bundle\\.crt"
            + "|usr/lib/locale/(C|en_US)\\.(utf8|UTF-8)/.*|usr/lib/locale/locale-archive"
            + "|usr/share/zoneinfo/(?!posix/|right/).*|usr/share/icu/.*");
    private static final long MOST_OF_A_LOCALE_ARCHIVE = 20_000_000;

    private final MergedRoot root;
    private final PostgresPlaces places;
    private final NeededLibraries libraries;
    private final Set<String> wanted = new TreeSet<>();

    private PostgresFiles(MergedRoot root, PostgresPlaces places) throws IOException {
        this.root = root;
        this.places = places;
        this.libraries = new NeededLibraries(root, program().machine());
    }

    /**
     * The paths of all that is needed: files, and the links that lead to them.
     *
     * @throws LabException if PostgreSQL in it does not start by a dynamic loader
     * @throws IOException  if a link that is needed leads out of the root
     */
    static PostgresFiles of(MergedRoot root, PostgresPlaces places) throws IOException {
        var files = new PostgresFiles(root, places);
        for (String path : List.copyOf(root.below("").keySet())) {
            files.consider(path);
        }
        for (String path : files.libraries.paths()) {
            files.want(path);
        }
        files.linksAtTheTop();
        files.licences();
        return files;
    }

    Set<String> paths() {
        return wanted;
    }

    /** The path of the dynamic loader, links followed. */
    String loader() throws IOException {
        String loader = root.resolve(program().interpreter().orElse(""));
        if (!wanted.contains(loader)) {
            throw new LabException("PostgreSQL in this image cannot be started: its dynamic loader is not there",
                    "choose an image of citusdata/citus in CITUS_IMAGE");
        }
        return loader;
    }

    private ElfFile program() throws IOException {
        return root.at(root.resolve(places.bin() + "/postgres")).map(RootEntry::elf).orElseThrow();
    }

    private void consider(String path) throws IOException {
        boolean program = RootPath.parent(path).equals(places.bin()) && PROGRAM.matcher(RootPath.name(path)).matches();
        boolean own = path.startsWith(places.share() + "/") || path.startsWith(places.modules() + "/");
        if (program || LOADED_LATER.matcher(path).matches()
                || (own && path.startsWith(places.modules() + "/") && !NOT_OF_POSTGRES.matcher(path).matches())) {
            libraries.add(path);
        }
        if (program || (own && !NOT_OF_POSTGRES.matcher(path).matches())
                || (READ_AT_RUN_TIME.matcher(path).matches() && !isLargeArchive(path))) {
            want(path);
        }
    }

    private boolean isLargeArchive(String path) {
        return path.endsWith("/locale-archive")
                && root.at(path).filter(entry -> entry.bytes() > MOST_OF_A_LOCALE_ARCHIVE).isPresent();
    }

    /** Wants what stands there, and what it leads to. A link to nothing is left out. */
    private void want(String path) throws IOException {
        String folder = root.resolve(RootPath.parent(path));
        String real = RootPath.child(folder, RootPath.name(path));
        RootEntry entry = root.at(real).orElse(null);
        if (entry == null || entry.is(Kind.FOLDER) || entry.is(Kind.OTHER) || wanted.contains(real)) {
            return;
        }
        if (entry.is(Kind.FILE)) {
            wanted.add(real);
        } else if (root.has(root.resolve(real))) {
            wanted.add(real);
            want(next(real, entry));
        }
    }

    private static String next(String link, RootEntry entry) {
        return entry.target().startsWith("/") ? entry.target() : RootPath.parent(link) + "/" + entry.target();
    }

    private void licences() throws IOException {
        var licences = new Licences(root, Set.copyOf(wanted));
        for (String path : List.copyOf(root.below("usr/share").keySet())) {
            if (licences.include(path)) {
                want(path);
                want(path + "/copyright");
            }
        }
    }

    /** Such as {@code lib64}, which leads to {@code usr/lib64}: programs name their loader by it. */
    private void linksAtTheTop() throws IOException {
        for (String name : List.of("lib", "lib64")) {
            String real = root.resolve(name) + "/";
            if (root.at(name).filter(entry -> entry.is(Kind.LINK)).isPresent()
                    && wanted.stream().anyMatch(path -> path.startsWith(real))) {
                wanted.add(name);
            }
        }
    }
}
