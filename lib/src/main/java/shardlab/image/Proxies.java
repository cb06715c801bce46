package shardlab.image;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.LabException;

/** The proxy that the environment names, as curl and Docker read it: {@code HTTPS_PROXY}, {@code NO_PROXY}. */
final class Proxies extends ProxySelector {

    /** By itself Java sends no password to a proxy for HTTPS. */
    private static final String NO_PASSWORD_FOR = "jdk.http.auth.tunneling.disabledSchemes";
    private static final int USUAL_PORT = 80;

    private final URI proxy;
    private final List<String> direct;

    private Proxies(URI proxy, List<String> direct) {
        this.proxy = proxy;
        this.direct = direct;
    }

    /** How an address is reached, for an error, without a login; an empty text where no proxy is named. */
    static String way(Map<String, String> variables, URI uri) {
        return of(variables).map(found -> RegistryAddress.isLoopback(uri) ? ""
                : found.isStraight(uri) ? ", not through the proxy, since NO_PROXY names it"
                : ", through the proxy " + found.proxy.getHost() + ":" + found.port()).orElse("");
    }

    /** True if a login for the proxy is named. */
    static boolean hasLogin(Map<String, String> variables) {
        return of(variables).map(found -> found.proxy.getRawUserInfo()).isPresent();
    }

    private static Optional<Proxies> of(Map<String, String> variables) {
        return first(variables, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY").map(text ->
                new Proxies(address(text), first(variables, "no_proxy", "NO_PROXY").stream()
                        .flatMap(list -> Stream.of(list.split("[\\s,]+"))).filter(host -> !host.isEmpty()).toList()));
    }

    private static Optional<String> first(Map<String, String> variables, String... names) {
        return Stream.of(names).map(name -> variables.getOrDefault(name, "").strip()).filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new LabException("HTTPS_PROXY names no proxy that images can be fetched through",
                "give it as http://host:port; a SOCKS proxy is none of these");
    }

    /** Has a client go through the proxy, if there is one. */
    static void applyTo(HttpClient.Builder client, Map<String, String> variables) {
        var named = of(variables);
        client.proxy(named.<ProxySelector>map(proxies -> proxies).orElseGet(ProxySelector::getDefault));
        named.map(proxies -> proxies.proxy.getRawUserInfo()).ifPresent(login -> client.authenticator(answering(login)));
    }

    /** Java reads it once in a process: call this before the first client is made. */
    static void allowLogins() {
        if (System.getProperty(NO_PASSWORD_FOR) == null) {
            System.setProperty(NO_PASSWORD_FOR, "");
        }
    }

    private static Authenticator answering(String login) {
        String[] parts = (login + ":").split(":", 3);
        var answer = new PasswordAuthentication(decoded(parts[0]), decoded(parts[1]).toCharArray());
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? answer : null;
            }
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private int port() {
        return proxy.getPort() > 0 ? proxy.getPort() : USUAL_PORT;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(isStraight(uri) ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port())));
    }

    private boolean isStraight(URI uri) {
        return RegistryAddress.isLoopback(uri) || direct.stream().anyMatch(host -> names(host, uri));
    }

    private static boolean names(String host, URI uri) {
        String name = host.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        String asked = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("*") || asked.equals(name) || asked.endsWith("." + name);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // the request itself tells
    }
}
