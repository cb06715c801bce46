package shardlab.differential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.sql.Session;

/** A seed's statements: tables are made, then whatever the grammar's production {@code statement} gives. */
final class Scenario {

    private static final Pattern WHOLE = Pattern.compile("<([a-z-]+)>");
    private static final Pattern REPEAT = Pattern.compile("\\{\\*(\\d)-(\\d);;:(.*)}", Pattern.DOTALL);
    private static final int TRIES = 40;

    /** A template whose turn has not come; all of a sequence share their variables. */
    private record Part(String template, Scope scope) {
    }

    private final Grammar grammar;
    private final Dice dice;
    private final Names names;
    private final Deque<Part> parts = new ArrayDeque<>();

    Scenario(Grammar grammar, long seed) {
        this.grammar = grammar;
        this.dice = new Dice(seed);
        this.names = new Names(dice, dice.oneOf(List.of(0, 0, 5, 40)));
        push("<scenario>", new Scope());
    }

    /** The next statement; the end of a scenario is up to its reader. */
    Step next(Schema schema) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Step> step = attempt(schema);
            if (step.isPresent()) {
                return step.get();
            }
        }
        return Step.of("select 1");
    }

    private Optional<Step> attempt(Schema schema) {
        if (parts.isEmpty()) {
            push("<statement>", new Scope());
        }
        Part part = parts.pop();
        try {
            return isSequence(part) ? Optional.empty()
                    : Optional.of(expand(part, schema)).filter(text -> !text.isBlank()).map(Step::of);
        } catch (NoFit e) {
            return Optional.empty();
        }
    }

    /** True if the part stands for several; they are queued in its place. */
    private boolean isSequence(Part part) {
        Matcher whole = WHOLE.matcher(part.template());
        if (whole.matches()) {
            push(dice.oneOf(grammar.templates(whole.group(1))), new Scope());
            return true;
        }
        Matcher repeat = REPEAT.matcher(part.template());
        if (repeat.matches()) {
            int times = dice.between(Integer.parseInt(repeat.group(1)), Integer.parseInt(repeat.group(2)));
            for (int i = 0; i < times; i++) {
                push(repeat.group(3), part.scope());
            }
            return true;
        }
        return false;
    }

    private void push(String template, Scope scope) {
        var several = new ArrayDeque<Part>();
        for (String each : Braces.split(template, ";;")) {
            several.push(new Part(each.strip(), scope));
        }
        several.forEach(parts::push);
    }

    private String expand(Part part, Schema schema) {
        var literals = new Literals(dice, schema.enums());
        var variables = new Variables(part.scope(), new Choices(schema, dice), literals, names);
        return new Expansion(grammar, dice, variables).of(part.template());
    }

    /** The schema after a statement: read anew if it may have changed, and if it can be read. */
    static Schema after(Step step, Schema before, Side citus) {
        Session session = citus.session();
        boolean keeps = step.sql().matches(
                "(?s)(insert|update|delete|merge|copy|table|values|with|savepoint|release|set|show) .*");
        return keeps || citus.hasFailed() ? before : Schema.read(session);
    }
}
