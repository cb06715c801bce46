package shardlab.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The entries of a layer, written as they are told, tricks and all. */
final class TestLayer {

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares entries.
    private record Entry(TarArchiveEntry head, byte[] data) {
    }

    private final List<Entry> entries = new ArrayList<>();

    TestLayer file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    TestLayer file(String path, byte[] data) {
        return add(new TarArchiveEntry(path, true), 0644, data, null);
    }

    /** Set-user-ID and writable for all, as no unpacked program may be. */
    TestLayer program(String path, byte[] data) {
        return add(new TarArchiveEntry(path, true), 06777, data, null);
    }

    TestLayer folder(String path) {
        return add(new TarArchiveEntry(path + "/", TarConstants.LF_DIR), 0777, new byte[0], null);
    }

    TestLayer link(String path, String target) {
        return add(new TarArchiveEntry(path, TarConstants.LF_SYMLINK), 0777, new byte[0], target);
    }

    TestLayer hardLink(String path, String target) {
        return add(new TarArchiveEntry(path, TarConstants.LF_LINK), 0644, new byte[0], target);
    }

    TestLayer device(String path) {
        return add(new TarArchiveEntry(path, TarConstants.LF_CHR), 0666, new byte[0], null);
    }

    TestLayer pipe(String path) {
        return add(new TarArchiveEntry(path, TarConstants.LF_FIFO), 0666, new byte[0], null);
    }

    private TestLayer add(TarArchiveEntry head, int mode, byte[] data, String target) {
        head.setMode(mode);
        head.setModTime(0L);
        head.setSize(data.length);
        if (target != null) {
            head.setLinkName(target);
        }
        entries.add(new Entry(head, data));
        return this;
    }

    byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (Entry each : entries) {
                tar.putArchiveEntry(each.head());
                tar.write(each.data());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
