package shardlab.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import shardlab.LabException;
import shardlab.image.FetchedImage.Layer;

/** Reads a layer from its first entry to its last, and checks both of its digests on the way. */
final class LayerReader {

    private static final int BUFFER = 1 << 16;
    private static final int LARGEST_WINDOW_LOG = 27;

    private LayerReader() {
    }

    /** Does something with each entry. */
    interface Visitor {

        /**
         * Takes one entry.
         *
         * @param number which entry of the layer it is
         * @param data   its bytes, if it is a file
         */
        void entry(TarArchiveEntry entry, int number, InputStream data) throws IOException;
    }

    /**
     * Reads a layer.
     *
     * @param read told how many bytes of the layer's file have been read
     * @throws LabException if the file is damaged, or what the registry gave is no layer
     * @throws IOException  if the visitor's own work fails
     */
    static void read(Layer layer, LongConsumer read, Visitor visitor) throws IOException {
        try (InputStream file = Files.newInputStream(layer.file())) {
            var packed = new DigestInputStream(new CountedInput(file, read), layer.digest().hash());
            var plain = new DigestInputStream(decompressed(packed), layer.uncompressed().hash());
            visitAll(new TarArchiveInputStream(plain, "UTF-8"), visitor);
            plain.transferTo(OutputStream.nullOutputStream());
            packed.transferTo(OutputStream.nullOutputStream());
            if (!layer.digest().is(packed.getMessageDigest()) || !layer.uncompressed().is(plain.getMessageDigest())) {
                throw new IOException("what it holds has another digest than the image's configuration says");
            }
        } catch (WriteFailed e) {
            throw e.cause();
        } catch (IOException e) {
            throw unreadable(layer, e);
        }
    }

    /** Reads a layer once more that {@link #read} has checked. */
    static void again(Layer layer, Visitor visitor) throws IOException {
        try (InputStream file = Files.newInputStream(layer.file())) {
            visitAll(new TarArchiveInputStream(decompressed(file), "UTF-8"), visitor);
        } catch (WriteFailed e) {
            throw e.cause();
        } catch (IOException e) {
            throw unreadable(layer, e);
        }
    }

    private static void visitAll(TarArchiveInputStream tar, Visitor visitor) throws IOException {
        int number = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            visitor.entry(entry, number++, tar);
        }
    }

    /** By what it is, as Docker does it, and not by what it is called. */
    private static InputStream decompressed(InputStream packed) throws IOException {
        var in = new BufferedInputStream(packed, BUFFER);
        in.mark(4);
        byte[] first = in.readNBytes(4);
        in.reset();
        if (first.length == 4 && first[0] == 0x1f && first[1] == (byte) 0x8b) {
            return GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).get();
        }
        boolean zstd = first.length == 4 && first[2] == 0x2f && first[3] == (byte) 0xfd && first[0] == 0x28;
        boolean skippable = first.length == 4 && (first[0] & 0xf0) == 0x50 && first[1] == 0x2a && first[2] == 0x4d
                && first[3] == 0x18;
        return zstd || skippable ? zstd(in) : in;
    }

    private static InputStream zstd(InputStream in) throws IOException {
        try {
            return new ZstdInputStream(in).setLongMax(LARGEST_WINDOW_LOG);
        } catch (UnsatisfiedLinkError e) {
            throw new LabException("cannot read layers packed with zstd", System.getProperty("java.io.tmpdir"),
                    e.getMessage(), "name a folder from which programs may run: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…; "
                            + "or an image whose layers are packed with gzip: CITUS_IMAGE", e);
        }
    }

    private static LabException unreadable(Layer layer, IOException e) throws IOException {
        if (Files.exists(layer.file()) && layer.digest().isOf(layer.file())) {
            return new LabException("the image has a layer that cannot be read", layer.file().toString(), e.getMessage(),
                    "choose another image: CITUS_IMAGE", e);
        }
        Files.deleteIfExists(layer.file());
        return new LabException("a fetched layer is damaged or gone", layer.file().toString(), e.getMessage(),
                "run it again: that layer is fetched anew", e);
    }

    /** Tells how much was read. */
    private static final class CountedInput extends FilterInputStream {

        private final LongConsumer read;
        private long count;

        CountedInput(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            count += Math.max(0, got);
            read.accept(count);
            return got;
        }
    }
}
