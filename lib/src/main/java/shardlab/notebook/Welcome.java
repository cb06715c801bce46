package shardlab.notebook;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the first cell shows; the facts are for the book, which takes them from the notebook. */
record Welcome(String choice, List<NodeLine> nodes, Map<String, String> facts) {

    static Welcome to(Lab lab) {
        Map<String, String> facts = lab.provenance().facts();
        facts.put("sales", String.format(Locale.ROOT, "%,d", lab.settings().sales()));
        facts.put("seed", String.valueOf(lab.settings().seed()));
        return new Welcome(lab.cluster().choice(), lab.nodes(), facts);
    }

    String text() {
        return choice + "\n" + Grids.of(nodes).withoutFooter().text();
    }

    String html() {
        return "<div>" + Html.escape(choice) + "</div>" + Grids.of(nodes).withoutFooter().html();
    }
}
