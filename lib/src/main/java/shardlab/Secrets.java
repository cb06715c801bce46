package shardlab;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as it may be shown: whatever looks like a password in it is not. */
public final class Secrets {

    private static final String HIDDEN = "***";
    private static final String QUOTED = "'(?:[^'\\\\]|\\\\.|'')*'|\"[^\"]*\"";

    /** What stands before the host of a URL. */
    private static final Pattern LOGIN = Pattern.compile("(://)[^\\s'\"<>]*@");
    /** A parameter of a URL. */
    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])([^=&\\s'\"]+)=([^&\\s'\"]*)");
    private static final Pattern SECRET = Pattern.compile("passw|pwd|passphrase|secret|token", Pattern.CASE_INSENSITIVE);
    /** A keyword and its value: in libpq's connection strings, environments, options of foreign servers. */
    private static final Pattern KEYWORD = Pattern.compile(
            "(?i)(\\b\\w*(?:passw|pwd|passphrase|secret)\\w*\\s*=\\s*)(?:" + QUOTED + "|[^\\s&,;)'\"]+)");
    /** SQL's PASSWORD 'x', and JSON's "password": "x". */
    private static final Pattern WORD = Pattern.compile(
            "(?i)(\\bpassword\"?\\s*:?\\s*)(?:e?" + QUOTED + "|\\$(\\w*)\\$.*?\\$\\2\\$)", Pattern.DOTALL);

    private Secrets() {
    }

    /** The text with each secret replaced by stars; null stays null. */
    public static String hidden(String text) {
        if (text == null) {
            return null;
        }
        String shown = LOGIN.matcher(text).replaceAll("$1" + HIDDEN + "@");
        shown = PARAMETER.matcher(shown).replaceAll(Secrets::parameter);
        shown = KEYWORD.matcher(shown).replaceAll("$1" + HIDDEN);
        return WORD.matcher(shown).replaceAll("$1'" + HIDDEN + "'");
    }

    private static String parameter(MatchResult parameter) {
        boolean secret = SECRET.matcher(decoded(parameter.group(1))).find();
        return Matcher.quoteReplacement(secret ? parameter.group(1) + "=" + HIDDEN : parameter.group());
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
