package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.measure.Median;
import shardlab.measure.Share;

class BenchReportTest {

    private static final Findings FOUND = new Findings("a < b", List.of("way", "rows a second", "rows", "share", "slow"),
            List.of(List.of("COPY & text", new Median(1_000, 500, 2_000, 3), 12_345L, 0.25, new Share(5, 400))), "3 rounds");

    @TempDir
    private Path folder;

    private final ClusterSheet sheet = new ClusterSheet("embedded-postgresql-18.6", "2026-01-01", "2 processors",
            Map.of("engine", "embedded"), Map.of("work_mem", "4MB"));

    @Test
    void whatWasWrittenAsJsonIsReadAsItWas() throws Exception {
        FOUND.write(folder, "found");

        assertThat(Findings.read(folder.resolve("found.json"))).isEqualTo(FOUND);
    }

    @Test
    void theReportHoldsTablesFiguresMachineVersionsAndSettingsInOneFile() throws Exception {
        var report = new BenchReport(folder);
        sheet.write(report.folder(sheet));
        Path inserts = report.folder(sheet).resolve("inserts");
        FOUND.write(inserts, "inserts-1000");
        ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png",
                inserts.resolve("inserts-1000.png").toFile());
        new PartSheet(false, 0, 12).write(inserts);

        report.write();

        assertThat(Files.readString(report.file())).contains("a &lt; b", "<td>COPY &amp; text</td>",
                "<td>1,000 [500, 2,000]</td>", "<td>12,345</td>", "<td>1.3 % [0.5, 2.9]</td>",
                "2 processors", "work_mem", "4MB",
                "data:image/png;base64,", "width=\"100\"", "alt=\"Figure: inserts 1000.")
                .doesNotContain("http://", "https://", "did not end well", "A short run", "src=\"inserts");
    }

    @Test
    void aBenchThatFailedIsToldWithWhatItHadFinishedBefore() throws Exception {
        var report = new BenchReport(folder);
        sheet.write(report.folder(sheet));
        Path inserts = report.folder(sheet).resolve("inserts");
        FOUND.write(inserts, "inserts-1000");
        new PartSheet(true, 130, 12).write(inserts);

        report.write();

        assertThat(Files.readString(report.file()))
                .contains("did not end well (exit status 130)", "A short run", "<td>12,345</td>");
    }

    @Test
    void aLongTableIsFolded() throws Exception {
        var report = new BenchReport(folder);
        sheet.write(report.folder(sheet));
        Path shards = report.folder(sheet).resolve("distribution");
        new Findings("shards", List.of("shard"), Collections.nCopies(41, List.of("1")), "").write(shards, "shards");
        new PartSheet(false, 0, 1).write(shards);

        report.write();

        assertThat(Files.readString(report.file())).contains("<summary>All rows</summary>");
    }

    @Test
    void aBenchThatIsNoneIsToldWithThoseThatAre() {
        assertThat(BenchPart.chosen(List.of("inserts"))).containsExactly(BenchPart.INSERTS);
        assertThatThrownBy(() -> BenchPart.chosen(List.of("insert"))).isInstanceOf(LabException.class)
                .hasMessageContainingAll("runs no 'insert'",
                        "clients, inserts, distribution, transactions, connections, crashes");
    }
}
