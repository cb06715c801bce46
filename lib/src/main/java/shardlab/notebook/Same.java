package shardlab.notebook;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import tech.tablesaw.api.Table;

/** When a learner would call two values the same. */
final class Same {

    private static final int SHOWN = 200;

    private Same() {
    }

    /** Numbers by value whatever their types, lists item by item, anything else by {@code equals}. */
    static boolean value(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return number(a, b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && items(a.iterator(), b.iterator());
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean number(Number a, Number b) {
        try {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        } catch (NumberFormatException notFinite) {
            return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
    }

    private static boolean items(Iterator<?> a, Iterator<?> b) {
        while (a.hasNext()) {
            if (!value(a.next(), b.next())) {
                return false;
            }
        }
        return true;
    }

    /** The value in a sentence. */
    static String text(Object value) {
        String text = value instanceof Table table ? table.shape() : String.valueOf(CellText.of(value));
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
