package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shardlab.LabException;
import shardlab.Thief;

/** A cluster by its URL need not speak TLS: its password is answered by SCRAM alone all the same. */
class ScramAloneTest {

    private static final String PASSWORD = "Hunter2";

    @ParameterizedTest
    @EnumSource(Thief.Trick.class)
    void whoeverAsksGetsNoPasswordAndNoStatement(Thief.Trick trick) throws IOException {
        try (var thief = new Thief(0)) {
            thief.play(trick, null);
            assertThatThrownBy(() -> Session.open(at(thief, Map.of())).query("select 'told'"))
                    .isInstanceOf(LabException.class);
            assertThat(thief.visitors()).isPositive();
            assertThat(thief.loot()).noneMatch(each -> each.contains(PASSWORD) || each.contains("md5"))
                    .allMatch(each -> each.startsWith("p "));
        }
    }

    @Test
    void aUrlMaySayOtherwise() throws IOException {
        try (var thief = new Thief(0)) {
            assertThatThrownBy(() -> Session.open(at(thief, Map.of("requireAuth", "password", "socketTimeout", "1"))))
                    .isInstanceOf(LabException.class);
            assertThat(thief.loot()).anyMatch(each -> each.contains(PASSWORD));
        }
    }

    private static Server at(Thief thief, Map<String, String> options) {
        return new Server("coordinator", "127.0.0.1", thief.port(), "lab", "me", PASSWORD, options);
    }
}
