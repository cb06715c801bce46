package shardlab.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import shardlab.files.Folders;

/** Fetches one blob: goes on where an earlier transfer was cut, and keeps nothing that is not what it should be. */
final class BlobDownload {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final int CHUNK = 1 << 16;

    private final Registry registry;
    private final Blobs blobs;
    private final Descriptor descriptor;
    private final Path partial;
    private final LongConsumer here;

    /**
     * @param here told how many bytes of the blob are here
     */
    BlobDownload(Registry registry, Blobs blobs, Descriptor descriptor, LongConsumer here) {
        this.registry = registry;
        this.blobs = blobs;
        this.descriptor = descriptor;
        this.partial = blobs.partial(descriptor.digest());
        this.here = here;
    }

    /**
     * Brings it into the store, if it is not there.
     *
     * @throws shardlab.LabException if the registry gives another thing, or nothing any more
     * @throws IOException           if it cannot be written
     */
    void fetch() throws IOException {
        if (blobs.has(descriptor)) {
            return;
        }
        Folders.make(partial.getParent());
        int inVain = 0;
        long furthest = had();
        while (had() < descriptor.bytes()) {
            IOException cut = more();
            inVain = had() > furthest ? 0 : inVain + 1;
            furthest = Math.max(furthest, had());
            if (cut != null && (!mayPass(cut) || !registry.patience().waits(inVain))) {
                throw registry.told(cut);
            }
        }
        check();
        blobs.become(descriptor.digest());
    }

    private static boolean mayPass(IOException e) {
        return !(e instanceof MalformedImage) && RegistryProblem.mayPass(e);
    }

    private long had() {
        return Math.max(0, Blobs.size(partial));
    }

    private void check() throws IOException {
        if (had() != descriptor.bytes() || !descriptor.digest().isOf(partial)) {
            Files.delete(partial);
            throw registry.told(new MalformedImage("what it gives as " + descriptor.digest() + " has another digest"));
        }
    }

    /** Fetches what is missing; returns why that ended too early, or null. */
    private IOException more() throws IOException {
        try (BlobStream stream = registry.open(descriptor, had())) {
            if (stream.isBehindTheEnd() || (stream.from() != had() && stream.from() != 0)) {
                long had = had();
                Files.deleteIfExists(partial);
                return new IOException("it gives nothing from byte " + had + " on of " + descriptor.digest()
                        + ", which is said to have " + descriptor.bytes() + " bytes");
            }
            requireSize(stream.total().orElse(descriptor.bytes()));
            return append(stream);
        } catch (WriteFailed e) {
            throw e.cause();
        } catch (IOException e) {
            return e;
        }
    }

    private void requireSize(long said) throws IOException {
        if (said != descriptor.bytes()) {
            Files.deleteIfExists(partial);
            throw new MalformedImage("its manifest says that " + descriptor.digest() + " has " + descriptor.bytes()
                    + " bytes, and the registry that it has " + said);
        }
    }

    private IOException append(BlobStream stream) throws IOException {
        var mode = stream.from() == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        byte[] chunk = new byte[CHUNK];
        long done = stream.from();
        try (OutputStream out = WriteFailed.unless(() -> Files.newOutputStream(partial, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, mode)); var stall = new Stall(stream.body(), LONGEST_SILENCE)) {
            for (int read = stream.body().read(chunk); read >= 0; read = stream.body().read(chunk)) {
                done += read;
                if (done > descriptor.bytes()) {
                    requireSize(done);
                }
                Copying.write(out, chunk, read);
                stall.moved();
                here.accept(done);
            }
        }
        return done == descriptor.bytes() ? null : new IOException("it ended after " + done + " of " + descriptor.bytes()
                + " bytes of " + descriptor.digest());
    }
}
