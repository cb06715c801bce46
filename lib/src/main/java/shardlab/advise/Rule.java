package shardlab.advise;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.sql.SqlFile;

/** The written rule by which designs are ranked: {@code rule.properties}, or a file of the same keys. */
public final class Rule {

    private static final String WRITTEN = "advise/rule.properties";
    private static final String WORKERS = "workers";
    private static final String BY_THE_RULE = "by the rule";

    private final Map<String, Double> numbers = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();
    private String workersOf = BY_THE_RULE;

    private Rule() {
        add(SqlFile.read(WRITTEN), "the lab's rule");
    }

    /** The lab's own. */
    public static Rule ofTheLab() {
        return new Rule();
    }

    /**
     * The lab's own, with what a file says otherwise.
     *
     * @throws LabException if the file cannot be read, or has a key or a value that the rule does not know
     */
    public static Rule read(Path file) {
        var rule = new Rule();
        try {
            rule.changed.addAll(rule.add(Files.readString(file), file.toString()));
        } catch (IOException e) {
            throw FileProblem.of("cannot read the rule", file, e, "name a file with lines such as multi_shard = 8");
        }
        new Rule().requireKnown(rule.numbers.keySet(), file.toString());
        return rule;
    }

    private void requireKnown(Collection<String> keys, String where) {
        keys.stream().filter(key -> !numbers.containsKey(key)).findFirst().ifPresent(key -> {
            throw new LabException("the rule has no '" + key + "'", where, null,
                    "its keys are " + String.join(", ", numbers.keySet()), null);
        });
    }

    /**
     * The same rule with another number.
     *
     * @throws LabException if the rule has no such key, or the number is negative
     */
    public Rule with(String key, double number) {
        requireKnown(List.of(key), "a number of the rule");
        Rule rule = copy();
        rule.numbers.put(key, number(key, BigDecimal.valueOf(number).toPlainString(), "a number of the rule"));
        rule.changed.add(key);
        rule.workersOf = key.equals(WORKERS) ? BY_THE_RULE : workersOf;
        return rule;
    }

    private Rule copy() {
        var rule = new Rule();
        rule.numbers.putAll(numbers);
        rule.changed.addAll(changed);
        rule.workersOf = workersOf;
        return rule;
    }

    /** The same for a cluster of so many workers, unless somebody has said another number. */
    Rule ofCluster(int workers, String why) {
        if (changed.contains(WORKERS)) {
            return this;
        }
        Rule rule = copy();
        rule.numbers.put(WORKERS, (double) workers);
        rule.workersOf = why;
        return rule;
    }

    /** The workers that shards are expected to lie on. */
    public int workers() {
        return (int) of(WORKERS);
    }

    /** Why so many, in words: {@code by the rule}, or as many as a cluster has. */
    public String workersOf() {
        return workersOf;
    }

    double of(Handling verdict) {
        return of(verdict.name().toLowerCase(Locale.ROOT));
    }

    double of(String key) {
        return numbers.get(key);
    }

    /** Every key with its number. */
    public Map<String, Double> numbers() {
        return Map.copyOf(numbers);
    }

    private Set<String> add(String text, String where) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new LabException("the rule cannot be read", where, e.getMessage(), "write lines such as router = 1", e);
        }
        properties.stringPropertyNames().forEach(key -> numbers.put(key, number(key, properties.getProperty(key), where)));
        return properties.stringPropertyNames();
    }

    private static double number(String key, String text, String where) {
        if (!text.strip().matches("\\d{1,12}(\\.\\d+)?")) {
            throw new LabException("the rule's " + key + " is '" + text + "'", where, null,
                    "write a number that is not negative", null);
        }
        return Double.parseDouble(text.strip());
    }
}
