package shardlab.advise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names that stand for one value: a union-find. */
final class EqualSets {

    private final Map<String, String> parents = new HashMap<>();

    String find(String name) {
        String parent = parents.getOrDefault(name, name);
        if (parent.equals(name)) {
            return name;
        }
        String root = find(parent);
        parents.put(name, root);
        return root;
    }

    void join(String one, String other) {
        parents.put(find(one), find(other));
    }

    boolean same(String one, String other) {
        return find(one).equals(find(other));
    }

    /** The names in sets of equals, in the order in which they were given. */
    List<List<String>> sets(Collection<String> names) {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        names.forEach(name -> sets.computeIfAbsent(find(name), root -> new ArrayList<>()).add(name));
        return List.copyOf(sets.values());
    }
}
