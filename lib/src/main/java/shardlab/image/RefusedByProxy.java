package shardlab.image;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A proxy did not let a request through. */
final class RefusedByProxy extends IOException {

    static final int WANTS_LOGIN = 407;

    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");
    private static final String WRONG_LOGIN = "too many authentication attempts";

    private final int status;

    RefusedByProxy(int status, IOException cause) {
        super("it answered " + status, cause);
        this.status = status;
    }

    /** As Java's client tells it: by the words of its errors alone. */
    static Optional<RefusedByProxy> in(IOException e) {
        String said = String.valueOf(e.getMessage());
        var tunnel = TUNNEL.matcher(said);
        return tunnel.matches() ? Optional.of(new RefusedByProxy(Integer.parseInt(tunnel.group(1)), e))
                : said.startsWith(WRONG_LOGIN) ? Optional.of(new RefusedByProxy(WANTS_LOGIN, e)) : Optional.empty();
    }

    /** True if it lets through whoever logs in. */
    boolean wantsLogin() {
        return status == WANTS_LOGIN;
    }

    /** True if the same may go well a moment later. */
    boolean mayPass() {
        return status >= 500;
    }
}
