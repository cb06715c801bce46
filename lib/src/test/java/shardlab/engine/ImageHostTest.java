package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHostTest {

    private static final Path THERE = Path.of("/");

    @ParameterizedTest
    @CsvSource({"Linux,amd64", "Linux,aarch64"})
    void theImageRunsOnLinuxOfItsProcessors(String system, String processor) {
        assertThat(ImageHost.trouble(system, processor, THERE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X,aarch64,runs? on Linux.*Mac OS X", "Windows 11,amd64,runs? on Linux.*Windows 11",
        "Linux,riscv64,x86-64 and arm64.*riscv64", "Linux,i386,x86-64 and arm64.*i386"})
    void elsewhereOneSentenceSaysWhyNot(String system, String processor, String said) {
        assertThat(ImageHost.trouble(system, processor, THERE)).get().asString().containsPattern(said);
    }

    @Test
    void aMachineWithoutTimeZonesIsToldWhatToInstall() {
        assertThat(ImageHost.trouble("Linux", "amd64", Path.of("/no/zones/UTC"))).get().asString()
                .contains("/no/zones").contains("tzdata");
    }

    @ParameterizedTest
    @CsvSource({"postgres (PostgreSQL) 18.6,18.6", "postgres (PostgreSQL) 18.4 (Debian 18.4-1.pgdg13+1),18.4",
        "PostgreSQL 15.7 (Debian),15.7", "postgres (PostgreSQL) 19beta1,19beta1"})
    void theVersionIsTheNumber(String line, String version) {
        assertThat(ImageHost.version(line)).isEqualTo(version);
    }
}
