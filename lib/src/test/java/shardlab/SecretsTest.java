package shardlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.engine.Engines;

class SecretsTest {

    private static final String SECRET = "Hunter2";

    @ParameterizedTest
    @ValueSource(strings = {
        "jdbc:postgresql://me:Hunter2@somewhere:5432/lab", "postgresql://me:Hunter2@somewhere/lab",
        "postgres://Hunter2@somewhere", "jdbc:postgresql://me:a%40Hunter2@[::1]:5432,other/lab?sslmode=require",
        "jdbc:postgresql://me:with/slash@and@Hunter2@somewhere/lab",
        "jdbc:postgresql://somewhere/lab?user=me&password=Hunter2", "jdbc:postgresql://somewhere/lab?PASSWORD=Hunter2&a=b",
        "jdbc:postgresql://somewhere/lab?sslpassword=Hunter2", "jdbc:postgresql://somewhere/lab?%70assword=Hunter2",
        "host=somewhere password=Hunter2 dbname=lab", "host=somewhere password = 'it''s Hunter2' dbname=lab",
        "host=somewhere password='it\\'s Hunter2'", "PGPASSWORD=Hunter2", "POSTGRES_PASSWORD=Hunter2", "pwd=Hunter2",
        "create role me login password 'Hunter2'", "alter user me with encrypted PASSWORD E'a\\'Hunter2'",
        "alter role me password $$Hunter2$$", "alter role me password $x$Hunter2$x$",
        "create user mapping for me server s options (user 'me', password 'Hunter2')",
        "{\"password\" : \"Hunter2\"}", "http://127.0.0.1:8888/lab?token=Hunter2"})
    void aSecretIsNotShown(String text) {
        assertThat(Secrets.hidden(text)).doesNotContain(SECRET);
        assertThat(new LabException("it failed at " + text, text, text, text, null).getMessage()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select a, b from t where id = 5",
        "jdbc:postgresql://somewhere:5432/lab?user=me&sslmode=require",
        "worker-1 (127.0.0.1:20001)", "password authentication failed for user \"postgres\"",
        "user and password in it or in PGUSER and PGPASSWORD", "me@somewhere wrote this"})
    void whatIsNoSecretIsShown(String text) {
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://me:Hunter2@127.0.0.1:1/lab", "jdbc:postgresql://me:Hunter2@127.0.0.1:x/lab",
        "postgresql://me:Hunter2@127.0.0.1/lab", "jdbc:postgresql://127.0.0.1:1/lab?user=me&PASSWORD=Hunter2",
        "jdbc:postgresql://me:a/Hunter2@127.0.0.1:1/lab", "jdbc:postgresql://127.0.0.1:1/lab?password=Hunter2",
        "jdbc:postgresql://127.0.0.1:1/lab?user=me;password=Hunter2", "user=me password=Hunter2 host=127.0.0.1"})
    void aUrlThatDoesNotWorkIsToldWithoutItsPassword(String url) {
        var settings = Settings.from(Map.of("SHARDLAB_URL", url));
        assertThat(settings.toString()).doesNotContain(SECRET);
        for (var thrown : thrownBy(settings)) {
            assertThat(thrown.toString()).doesNotContain(SECRET);
        }
    }

    private static java.util.List<Throwable> thrownBy(Settings settings) {
        var all = new java.util.ArrayList<Throwable>();
        try {
            var choice = Engines.choose(settings);
            assertThat(choice.sentence()).doesNotContain(SECRET);
            choice.engine().start(Progress.SILENT);
            throw new AssertionError("somebody answers at port 1");
        } catch (LabException e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                all.add(each);
            }
        }
        return all;
    }

    @Test
    void nullStaysNull() {
        assertThat(Secrets.hidden(null)).isNull();
    }
}
