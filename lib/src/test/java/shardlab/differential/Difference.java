package shardlab.differential;

import java.util.List;

/**
 * A statement that the engines do not answer alike.
 *
 * @param kind     what is different: also what a shorter script must show to be the same finding
 * @param steps    the statements up to it
 * @param embedded what the embedded engine answered
 * @param citus    what Citus answered
 */
record Difference(String kind, List<Step> steps, String embedded, String citus) {

    /** What findings of one cause mostly have in common: the kind, and the messages without names and numbers. */
    String signature() {
        return kind + words(embedded) + words(citus);
    }

    private static String words(String answer) {
        return answer.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"|\\w*\\d\\w*", "");
    }
}
