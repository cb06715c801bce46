package shardlab.differential;

import java.util.ArrayList;
import java.util.List;

/** Where the braces of a template end, and what stands between its separators outside of them. */
final class Braces {

    private Braces() {
    }

    /** The index of the brace that closes the one at an index. */
    static int end(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a brace is not closed in: " + template);
    }

    /** The parts between separators that stand outside of all braces. */
    static List<String> split(String template, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < template.length()) {
            if (template.charAt(i) == '\\') {
                i += 2;
            } else if (template.charAt(i) == '{') {
                i = end(template, i) + 1;
            } else if (template.startsWith(separator, i)) {
                parts.add(template.substring(start, i));
                i += separator.length();
                start = i;
            } else {
                i++;
            }
        }
        parts.add(template.substring(start));
        return parts;
    }
}
