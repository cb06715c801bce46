package shardlab.image;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a registry wants to be shown who asks: its {@code WWW-Authenticate} header.
 *
 * @param scheme     {@code bearer} or {@code basic}
 * @param parameters such as {@code realm}, {@code service} and {@code scope}
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*(bearer|basic)(?=\\s|,|$)");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    /** The challenge that is met: a bearer's before a password's. Empty if there is neither. */
    static Optional<Challenge> of(List<String> headers) {
        var found = headers.stream().flatMap(header -> SCHEME.matcher(header).results()
                .map(at -> new Challenge(at.group(1).toLowerCase(Locale.ROOT), parameters(header.substring(at.end())))))
                .toList();
        return found.stream().filter(each -> each.scheme().equals("bearer")).findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static Map<String, String> parameters(String text) {
        var other = SCHEME.matcher(text);
        var matcher = PARAMETER.matcher(other.find() ? text.substring(0, other.start()) : text);
        var parameters = new TreeMap<String, String>();
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2).replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }
}
