package shardlab.bench;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.chart.Chart;

/** One page of all that {@code ./lab bench all} has found in a folder: a chapter a cluster, a section a bench. */
final class BenchReport {

    /** Where a PNG file has its width, after its signature and the head of its first chunk. */
    private static final int PNG_WIDTH = 16;
    /** A table of more rows is folded. */
    private static final int MOST_ROWS = 40;

    private final Path folder;

    /** @param folder with a folder a cluster in it, of which each has a folder a bench */
    BenchReport(Path folder) {
        this.folder = folder;
    }

    /** Where a cluster's results lie. */
    Path folder(ClusterSheet cluster) {
        return folder.resolve(cluster.name());
    }

    /** The page. */
    Path file() {
        return folder.resolve("report.html");
    }

    /** Reads what there is and writes the page anew: figures are in it, and it needs no other file. */
    void write() {
        try {
            Files.writeString(file(), Mustache.compiler().compile(template()).execute(Map.of("clusters", chapters())));
        } catch (IOException e) {
            throw FileProblem.of("cannot write the report", folder, e, ResultFolder.ELSEWHERE);
        }
    }

    /** What the page shows of a cluster. */
    record Chapter(ClusterSheet sheet, List<Map.Entry<String, String>> facts, List<Map.Entry<String, String>> settings,
            List<Section> sections) {
    }

    /** What it shows of a bench. */
    record Section(String id, String name, PartSheet ended, boolean failed, List<Picture> figures, List<Table> tables) {
    }

    /** A figure, as a data URL, with its width on the page. */
    record Picture(String name, String data, int width) {
    }

    /** A table of texts. */
    record Table(String title, List<String> columns, List<List<String>> rows, String caption) {

        /** Folded until somebody wants to see it. */
        boolean isLong() {
            return rows.size() > MOST_ROWS;
        }
    }

    private static String template() throws IOException {
        try (InputStream in = BenchReport.class.getResourceAsStream("/shardlab/bench/all/report.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Chapter> chapters() throws IOException {
        List<Chapter> chapters = new ArrayList<>();
        for (Path cluster : inside(folder)) {
            if (Files.exists(cluster.resolve(ClusterSheet.FILE))) {
                ClusterSheet sheet = ClusterSheet.read(cluster);
                chapters.add(new Chapter(sheet, List.copyOf(sheet.facts().entrySet()),
                        List.copyOf(sheet.settings().entrySet()), sections(cluster, sheet)));
            }
        }
        return chapters;
    }

    private static List<Section> sections(Path cluster, ClusterSheet sheet) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (BenchPart part : BenchPart.values()) {
            Path results = cluster.resolve(part.command());
            if (Files.exists(results.resolve(PartSheet.FILE))) {
                PartSheet ended = PartSheet.read(results);
                sections.add(new Section(sheet.name() + "-" + part.command(), part.command(), ended, ended.status() != 0,
                        figures(results), tables(results)));
            }
        }
        return sections;
    }

    private static List<Table> tables(Path results) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (Path file : inside(results)) {
            if (file.toString().endsWith(".json") && !file.endsWith(PartSheet.FILE)) {
                Findings found = Findings.read(file);
                tables.add(new Table(found.title(), found.columns(), found.lines(), found.caption()));
            }
        }
        return tables;
    }

    private static List<Picture> figures(Path results) throws IOException {
        List<Picture> figures = new ArrayList<>();
        for (Path file : inside(results)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".png")) {
                byte[] png = Files.readAllBytes(file);
                figures.add(new Picture(name.substring(0, name.length() - ".png".length()).replace('-', ' '),
                        Base64.getEncoder().encodeToString(png), ByteBuffer.wrap(png).getInt(PNG_WIDTH) / Chart.SCALE));
            }
        }
        return figures;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
