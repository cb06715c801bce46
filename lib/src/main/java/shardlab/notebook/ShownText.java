package shardlab.notebook;

import java.util.Locale;

/** A text as a cell of a table shows it. */
final class ShownText {

    private static final int LONG = 10_000;
    private static final int SHOWN_OF_LONG = 1_000;

    private ShownText() {
    }

    /** A very long text is cut, with its length; a control character is written as psql writes it. Null stays null. */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        boolean cut = length > LONG;
        String shown = cut ? text.substring(0, text.offsetByCodePoints(0, SHOWN_OF_LONG)) : text;
        return visible(shown) + (cut ? String.format(Locale.ROOT, " … (%,d characters)", length) : "");
    }

    private static String visible(String text) {
        if (text.chars().noneMatch(ShownText::isControl)) {
            return text;
        }
        var visible = new StringBuilder();
        text.chars().forEach(c -> visible.append(!isControl(c) ? String.valueOf((char) c)
                : c == '\r' ? "\\r" : String.format(Locale.ROOT, "\\x%02x", c)));
        return visible.toString();
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
    }
}
