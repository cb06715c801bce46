package shardlab.differential;

import java.util.List;

/** New names: most are plain, some are those that a program gets wrong. */
final class Names {

    private static final int MOST_BYTES = 63;
    private static final List<String> ODD = List.of("select", "Camel Case", "it's", "100%", "semi;colon", "quo\"te",
            "back\\slash", "unique", "references", "ünï",
            "日本語", "dollar$$", "new_rows", "old_rows", "a.b", "%I", "$1", "{}", "count",
            "shard_102008", "x_12345678", "ctid2", "tableoid_", "NEW", "-- comment", "/* c */");

    private final Dice dice;
    private final int oddPercent;
    private int count;

    /** @param oddPercent how many names of a hundred are odd */
    Names(Dice dice, int oddPercent) {
        this.dice = dice;
        this.oddPercent = oddPercent;
    }

    /** A name that was not given before, quoted as SQL wants it. */
    String fresh(String variable) {
        count++;
        if (!dice.percent(oddPercent)) {
            return variable.replaceAll("\\d", "") + count;
        }
        String odd = dice.percent(30) ? longName() : dice.oneOf(ODD) + count;
        return '"' + odd.replace("\"", "\"\"") + '"';
    }

    /** The name in a literal of SQL, as functions take it. */
    static String literal(String quotedName) {
        return Literals.quoted(quotedName);
    }

    /** The bare name of a column, as create_distributed_table takes it, in a literal. */
    static String bareLiteral(String quotedName) {
        String bare = quotedName.startsWith("\"")
                ? quotedName.substring(1, quotedName.length() - 1).replace("\"\"", "\"") : quotedName;
        return Literals.quoted(bare);
    }

    private String longName() {
        String letter = dice.oneOf(List.of("a", "é", "字"));
        int room = MOST_BYTES - dice.between(0, 12) - 4;
        int letters = room / letter.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return letter.repeat(letters) + String.format("%04d", count);
    }
}
