package shardlab.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.strings.DictionaryMap;
import tech.tablesaw.selection.Selection;

/**
 * A column of texts in which an empty text is not NULL. Tablesaw takes one for the other; this column does not, as long
 * as nobody sorts or changes it. What Tablesaw derives from it, by a filter say, is an ordinary column again.
 */
final class Texts {

    private static final Set<String> CHANGES =
            Set.of("append", "appendMissing", "set", "clear", "sortAscending", "sortDescending");

    private final DictionaryMap all;
    private final BitSet nulls;
    private boolean changed;

    private Texts(DictionaryMap all, BitSet nulls) {
        this.all = all;
        this.nulls = nulls;
    }

    static StringColumn column(String name, List<String> texts) {
        StringColumn column = StringColumn.create(name);
        var nulls = new BitSet();
        for (int i = 0; i < texts.size(); i++) {
            nulls.set(i, texts.get(i) == null);
            column.append(texts.get(i) == null ? "" : texts.get(i));
        }
        if (!texts.contains("")) {
            return column;
        }
        var map = new Texts(column.getDictionary(), nulls);
        return StringColumn.createInternal(name, (DictionaryMap) Proxy.newProxyInstance(Texts.class.getClassLoader(),
                new Class<?>[] {DictionaryMap.class}, (proxy, method, arguments) -> map.answer(method, arguments)));
    }

    private Object answer(Method method, Object[] arguments) throws Throwable {
        changed |= CHANGES.contains(method.getName());
        if (!changed && method.getName().endsWith("Missing")) {
            return missing(method.getName(), arguments);
        }
        try {
            return method.invoke(all, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object missing(String question, Object[] arguments) {
        Selection missing = Selection.with(nulls.stream().toArray());
        return switch (question) {
            case "countMissing" -> nulls.cardinality();
            case "isNotMissing" -> Selection.withRange(0, all.size()).andNot(missing);
            default -> arguments == null ? missing : (Object) nulls.get((Integer) arguments[0]);
        };
    }
}
