package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shardlab.LabException;

/** The registry of one image: its manifests and its blobs, as the specification of the distribution describes it. */
final class Registry {

    private final ImageReference reference;
    private final RegistryAddress address;
    private final RegistryHttp http;
    private final Tokens tokens;
    private final RegistryProblem problem;
    private final Patience patience;
    private Optional<String> shown = Optional.empty();

    Registry(ImageReference reference, Map<String, String> variables, Patience patience) {
        this.reference = reference;
        this.address = RegistryAddress.of(reference, variables);
        this.http = new RegistryHttp(variables);
        var logins = DockerLogins.of(variables);
        this.tokens = new Tokens(http, address, logins.of(address.login()));
        this.problem = new RegistryProblem(reference, address, variables, logins.trouble());
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    /** Where it is asked, as errors name it. */
    RegistryAddress address() {
        return address;
    }

    /** The error to throw for what came of a request. */
    LabException told(IOException e) {
        if (e instanceof MalformedImage) {
            return new LabException("what the registry gives as " + reference + " cannot be used", address.toString(),
                    e.getMessage(), "nothing of it was kept; try again, or choose another image (CITUS_IMAGE) or another "
                            + "registry (" + RegistryAddress.MIRROR + ")", e);
        }
        return problem.of(e);
    }

    /** The manifest or index that a reference names. */
    Manifest manifest() {
        return patiently(() -> {
            try (var response = opened("manifests", reference.version(), Map.of("Accept", Manifest.ACCEPTED))) {
                byte[] bytes = small(response.body());
                Digest digest = reference.digest().or(() -> response.header("Docker-Content-Digest").flatMap(Digest::parse))
                        .orElseGet(() -> Digest.of(bytes));
                return Manifest.checked(digest, bytes);
            }
        });
    }

    /** A manifest that an index names. */
    Manifest manifest(Descriptor descriptor) {
        return patiently(() -> {
            try (var response = opened("manifests", descriptor.digest().toString(), Map.of("Accept", Manifest.ACCEPTED))) {
                return Manifest.checked(descriptor.digest(), whole(descriptor, response.body()));
            }
        });
    }

    /** A small blob, checked. */
    byte[] blob(Descriptor descriptor) {
        return patiently(() -> {
            try (var response = opened("blobs", descriptor.digest().toString(), Map.of())) {
                byte[] bytes = whole(descriptor, response.body());
                if (!descriptor.digest().isOf(bytes)) {
                    throw new MalformedImage("what it gives as " + descriptor.digest() + " has another digest");
                }
                return bytes;
            }
        });
    }

    /** A blob from a byte on: all of it, if the registry cannot do that. */
    BlobStream open(Descriptor descriptor, long from) throws IOException {
        return opened("blobs", descriptor.digest().toString(),
                from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-"));
    }

    private BlobStream opened(String kind, String name, Map<String, String> headers) throws IOException {
        URI uri = address.of(reference, kind, name);
        var response = http.get(uri, authorized(headers));
        if (response.statusCode() == 401) {
            var challenge = Challenge.of(response.headers().allValues("WWW-Authenticate"));
            shown = challenge.isPresent() ? tokens.meet(challenge.get(), address.folder() + reference.repository())
                    : Optional.empty();
            if (shown.isPresent()) {
                response.body().close();
                response = http.get(uri, authorized(headers));
            }
        }
        return successful(uri, response);
    }

    private Map<String, String> authorized(Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        shown.ifPresent(value -> all.put(RegistryHttp.AUTHORIZATION, value));
        return all;
    }

    private static BlobStream successful(URI uri, HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() == 200 || response.statusCode() == 206 || response.statusCode() == 416) {
            return new BlobStream(response);
        }
        try (InputStream body = response.body()) {
            throw new RefusedStatus(uri, response, body.readNBytes(1 << 16));
        }
    }

    private static byte[] small(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Manifest.MOST_BYTES + 1);
        if (bytes.length > Manifest.MOST_BYTES) {
            throw new MalformedImage("its manifest is larger than " + (Manifest.MOST_BYTES >> 20) + " MB");
        }
        return bytes;
    }

    private static byte[] whole(Descriptor descriptor, InputStream in) throws IOException {
        if (descriptor.bytes() > Manifest.MOST_BYTES) {
            throw new MalformedImage("it says that " + descriptor.digest() + " has " + descriptor.bytes() + " bytes");
        }
        byte[] bytes = in.readNBytes((int) descriptor.bytes() + 1);
        if (bytes.length != descriptor.bytes()) {
            throw new MalformedImage("what it gives as " + descriptor.digest() + " has not the " + descriptor.bytes()
                    + " bytes that it is said to have");
        }
        return bytes;
    }

    private interface Asking<T> {
        T ask() throws IOException;
    }

    private <T> T patiently(Asking<T> asking) {
        for (int times = 1;; times++) {
            try {
                return asking.ask();
            } catch (IOException e) {
                if (e instanceof MalformedImage || !RegistryProblem.mayPass(e) || !patience.waits(times)) {
                    throw told(e);
                }
            }
        }
    }
}
