package shardlab.sql;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An array: a list, of lists where it has several dimensions, that prints as the server wrote it. PostgreSQL's manual,
 * 8.15.6, Array Input and Output Syntax.
 */
final class ArrayValue extends AbstractList<Object> {

    private final String written;
    private final List<Object> items;

    private ArrayValue(String written, List<Object> items) {
        this.written = written;
        this.items = items;
    }

    /** @throws IllegalArgumentException if the text is no array */
    static ArrayValue of(String itemType, String text) {
        int start = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        var reader = new Reader(itemType, text, start);
        List<Object> items = reader.list();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("no array: " + text);
        }
        return new ArrayValue(text, items);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public String toString() {
        return written;
    }

    private static final class Reader {

        private final String itemType;
        private final String text;
        private final char delimiter;
        private int at;

        Reader(String itemType, String text, int start) {
            this.itemType = itemType;
            this.text = text;
            this.delimiter = itemType.equals("box") ? ';' : ',';
            this.at = start;
        }

        List<Object> list() {
            List<Object> items = new ArrayList<>();
            expect('{');
            while (peek() != '}') {
                if (!items.isEmpty()) {
                    expect(delimiter);
                }
                items.add(item());
            }
            expect('}');
            return Collections.unmodifiableList(items);
        }

        private Object item() {
            if (peek() == '{') {
                return list();
            }
            if (peek() == '"') {
                return Values.of(itemType, quoted());
            }
            String item = bare();
            return item.equals("NULL") ? null : Values.of(itemType, item);
        }

        private String quoted() {
            var item = new StringBuilder();
            expect('"');
            while (peek() != '"') {
                if (peek() == '\\') {
                    at++;
                }
                item.append(peek());
                at++;
            }
            expect('"');
            return item.toString();
        }

        private String bare() {
            int start = at;
            while (peek() != delimiter && peek() != '}') {
                at++;
            }
            return text.substring(start, at);
        }

        private char peek() {
            if (at >= text.length()) {
                throw new IllegalArgumentException("no array: " + text);
            }
            return text.charAt(at);
        }

        private void expect(char c) {
            if (peek() != c) {
                throw new IllegalArgumentException("no array: " + text);
            }
            at++;
        }
    }
}
