package shardlab.image;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import shardlab.LabException;

/** What a registry refused, or why it could not be reached, as the lab tells it. */
final class RegistryProblem {

    private static final String RATE_LIMIT = "TOOMANYREQUESTS";
    private static final Pattern DATE = Pattern.compile("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");

    private final ImageReference reference;
    private final RegistryAddress registry;
    private final Map<String, String> variables;
    private final Optional<String> loginTrouble;

    RegistryProblem(ImageReference reference, RegistryAddress registry, Map<String, String> variables,
            Optional<String> loginTrouble) {
        this.reference = reference;
        this.registry = registry;
        this.variables = variables;
        this.loginTrouble = loginTrouble;
    }

    /** True if the same may go well a moment later. */
    static boolean mayPass(IOException e) {
        if (e instanceof RefusedStatus refused) {
            return refused.status() >= 500 && refused.status() != 501;
        }
        if (e instanceof RefusedByProxy refused) {
            return refused.mayPass();
        }
        return !(find(e, SSLException.class) || isUnknownHost(e) || find(e, ConnectException.class));
    }

    /** The error to throw. */
    LabException of(IOException e) {
        return e instanceof RefusedStatus refused ? refused(refused)
                : e instanceof RefusedByProxy refused ? refused(refused) : unreachable(e);
    }

    private LabException refused(RefusedStatus e) {
        boolean limit = e.status() == 429 || e.code().equals(RATE_LIMIT);
        if (limit) {
            return error("the registry gives no more images to this address for now", e,
                    "wait" + wait(e).orElse(" (Docker Hub: up to 6 hours)")
                            + ", log in with docker login, or name a mirror in " + RegistryAddress.MIRROR);
        }
        return switch (e.status()) {
            case 401, 403 -> error("the registry gives " + reference + " to nobody unknown, or has no such image", e,
                    "look at the name; if it is private: docker login " + loginName()
                            + loginTrouble.map(trouble -> " (" + trouble + ")").orElse(""));
            case 404 -> error("the registry has no image " + reference, e,
                    "look at its name and tag; CITUS_IMAGE names another");
            default -> error("the registry does not give " + reference, e, "wait" + wait(e).orElse(" a while")
                    + " and try again, or name a mirror in " + RegistryAddress.MIRROR);
        };
    }

    /** As the registry says it: by seconds or by a date. */
    private static Optional<String> wait(RefusedStatus e) {
        return e.retryAfter().map(String::strip).flatMap(after -> after.matches("\\d{1,9}") ? Optional.of(" " + after + " s")
                : DATE.matcher(after).matches() ? Optional.of(" until " + after) : Optional.empty());
    }

    private String loginName() {
        return registry.login().startsWith("https://index.docker.io") ? "" : registry.login();
    }

    private LabException error(String what, RefusedStatus e, String remedy) {
        return new LabException(what, registry.toString(), e.said(), remedy, e);
    }

    private LabException refused(RefusedByProxy e) {
        String where = registry + Proxies.way(variables, registry.base());
        if (!e.wantsLogin()) {
            return new LabException("the proxy does not let the lab through to the registry", where, e.getMessage(),
                    "have whoever runs the proxy let it through, or name a mirror that can be reached in "
                            + RegistryAddress.MIRROR, e);
        }
        return Proxies.hasLogin(variables)
                ? new LabException("the proxy refuses the login", where, e.getMessage(), "look at user and password in "
                        + "HTTPS_PROXY: there @ is written as %40, : as %3A, / as %2F", e)
                : new LabException("the proxy wants a login", where, e.getMessage(),
                        "put user and password into HTTPS_PROXY, before the host: a colon between them, an @ behind", e);
    }

    private LabException unreachable(IOException e) {
        String where = registry + Proxies.way(variables, registry.base());
        if (find(e, SSLException.class)) {
            return new LabException("the registry's certificate is refused, or what answers is no HTTPS", where, told(e),
                    "where a proxy opens encrypted connections, name its certificate in " + Certificates.VARIABLE
                            + "; look at this machine's clock", e);
        }
        if (isUnknownHost(e) || find(e, ConnectException.class) || find(e, HttpTimeoutException.class)) {
            return new LabException("the registry cannot be reached", where, told(e),
                    "look at the network; behind a proxy set HTTPS_PROXY; a mirror's address goes into "
                            + RegistryAddress.MIRROR, e);
        }
        return new LabException("the connection to the registry broke", where, told(e),
                "run it again: what came so far is kept", e);
    }

    private static boolean isUnknownHost(IOException e) {
        return find(e, UnresolvedAddressException.class) || find(e, UnknownHostException.class);
    }

    private static String told(IOException e) {
        if (isUnknownHost(e)) {
            return "its name is unknown: no network, or no name service";
        }
        if (find(e, CertPathBuilderException.class)) {
            return "no authority that Java or " + Certificates.VARIABLE + " knows has signed it";
        }
        if (find(e, ConnectException.class)) {
            return "nothing answers there";
        }
        return causes(e).map(Throwable::getMessage).filter(text -> text != null && !text.isBlank()).findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    private static boolean find(Throwable e, Class<? extends Throwable> kind) {
        return causes(e).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, each -> each != null, Throwable::getCause).limit(10);
    }
}
