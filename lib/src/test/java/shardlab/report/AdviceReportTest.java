package shardlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.advise.Advisor;
import shardlab.advise.Rule;

/** The page of some advice, whose names and statements come from a user. */
class AdviceReportTest {

    @Test
    void whatAUserWroteIsTextOnThePageAndNoMarkup() {
        String page = AdviceReport.of(new Advisor(Rule.ofTheLab()).fromFiles(TestClusters.embedded().coordinator(),
                "create table \"<b>t</b>\" (id int primary key, note text)",
                "-- name: <script>alert(1)</script>\nselect * from \"<b>t</b>\" where id = $1 and note = '\"><img src=x>'",
                Optional.empty()));
        assertThat(page).doesNotContain("<script", "<b>t", "<img src=x").contains("&lt;script&gt;", "&lt;b&gt;t",
                "default-src 'none'", "<td class=\"number\">", "router", "data:image/png;base64,");
    }
}
