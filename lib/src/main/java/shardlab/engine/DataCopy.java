package shardlab.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies the files of a server that runs, between {@code pg_backup_start} and {@code pg_backup_stop}: what changes meanwhile
 * is put right from the write-ahead log. What is left out is what PostgreSQL's manual names ("Making a Base Backup Using the
 * Low Level API").
 *
 * @param from the data folder of the server
 * @param to   the data folder of the copy
 */
record DataCopy(Path from, Path to) {

    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial",
            "pg_snapshots", "pg_stat_tmp", "pg_subtrans");
    private static final List<String> LEFT_OUT = List.of("postmaster.pid", "postmaster.opts", "current_logfiles",
            "pg_internal.init", "backup_label", "tablespace_map");
    private static final String TEMPORARY = "pgsql_tmp";
    private static final String SEGMENT = "[0-9A-F]{24}";

    /** Everything but the log; a file that vanishes meanwhile is none. */
    void data() throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) throws IOException {
                Path relative = from.relativize(folder);
                boolean empty = relative.getNameCount() > 1 && EMPTY.contains(relative.getName(0).toString());
                if (empty || folder.getFileName().toString().startsWith(TEMPORARY)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.copy(folder, to.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                copy(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                if (error instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw error;
            }
        });
    }

    private void copy(Path file) throws IOException {
        Path relative = from.relativize(file);
        String name = file.getFileName().toString();
        if (EMPTY.contains(relative.getName(0).toString()) || LEFT_OUT.contains(name) || name.startsWith(TEMPORARY)) {
            return;
        }
        try {
            Files.copy(file, to.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(to.resolve(relative));
        }
    }

    /**
     * The segments of the write-ahead log between two of them, both included.
     *
     * @param first the name of the first
     * @param last  the name of the last
     */
    void log(String first, String last) throws IOException {
        try (Stream<Path> segments = Files.list(from.resolve("pg_wal"))) {
            for (Path segment : segments.toList()) {
                String name = segment.getFileName().toString();
                if (name.matches(SEGMENT) && name.compareTo(first) >= 0 && name.compareTo(last) <= 0) {
                    Files.copy(segment, to.resolve("pg_wal").resolve(name), StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
