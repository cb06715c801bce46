package shardlab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one statement of a template: chooses alternatives, follows productions, fills in variables. */
final class Expansion {

    private static final Pattern PRODUCTION = Pattern.compile("<([a-z][a-z-]*|#-?\\d+-\\d+)>");
    private static final Pattern REPEAT = Pattern.compile("\\*(\\d)-(\\d)([^:]*):(.*)", Pattern.DOTALL);

    private final Grammar grammar;
    private final Dice dice;
    private final Variables variables;

    Expansion(Grammar grammar, Dice dice, Variables variables) {
        this.grammar = grammar;
        this.dice = dice;
        this.variables = variables;
    }

    /**
     * The text that a template becomes.
     *
     * @throws NoFit if the schema has nothing for one of its variables
     */
    String of(String template) {
        var text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            at = next(template, at, text);
        }
        return text.toString();
    }

    private int next(String template, int at, StringBuilder text) {
        char c = template.charAt(at);
        if (c == '\\') {
            char escaped = template.charAt(at + 1);
            text.append(escaped == 'n' ? '\n' : escaped);
            return at + 2;
        } else if (c == '{') {
            int end = Braces.end(template, at);
            text.append(braces(template.substring(at + 1, end)));
            return end + 1;
        } else if (c == '<') {
            return production(template, at, text);
        } else if (c == '@' || c == '^') {
            return variables.read(template, at, text);
        }
        text.append(c);
        return at + 1;
    }

    private String braces(String inside) {
        Matcher repeat = REPEAT.matcher(inside);
        if (!repeat.matches()) {
            return of(dice.oneOf(Braces.split(inside, "|")));
        }
        List<String> items = new ArrayList<>();
        int times = dice.between(Integer.parseInt(repeat.group(1)), Integer.parseInt(repeat.group(2)));
        for (int i = 0; i < times; i++) {
            items.add(of(repeat.group(4)));
        }
        return String.join(repeat.group(3).isEmpty() ? ", " : of(repeat.group(3)), items);
    }

    private int production(String template, int at, StringBuilder text) {
        Matcher production = PRODUCTION.matcher(template).region(at, template.length());
        if (!production.lookingAt()) {
            text.append('<');
            return at + 1;
        }
        String name = production.group(1);
        text.append(name.startsWith("#") ? number(name) : of(dice.oneOf(grammar.templates(name))));
        return production.end();
    }

    private int number(String range) {
        int dash = range.indexOf('-', 2);
        return dice.between(Integer.parseInt(range.substring(1, dash)), Integer.parseInt(range.substring(dash + 1)));
    }
}
