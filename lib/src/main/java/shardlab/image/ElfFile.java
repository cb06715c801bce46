package shardlab.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a program or a library of Linux says of itself: as much of the ELF format (64 bits, little-endian: x86-64 and
 * arm64) as it takes to find the libraries that it needs.
 *
 * @param machine     the number of the processor's kind
 * @param interpreter the dynamic loader that starts it; empty for a library
 * @param needed      the libraries that it needs, by name
 * @param runPaths    where it looks for them first; {@code $ORIGIN} is its own folder
 */
record ElfFile(int machine, Optional<String> interpreter, List<String> needed, List<String> runPaths) {

    private static final int HEADER = 64;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final long NEEDED = 1;
    private static final long STRINGS = 5;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;
    private static final int MOST_BYTES = 1 << 22;

    /** A segment: what of the file is loaded where. */
    private record Segment(int type, long offset, long address, long bytes) {
    }

    /** True if a file begins like one. */
    static boolean begins(byte[] first) {
        return first.length >= 6 && first[0] == 0x7f && first[1] == 'E' && first[2] == 'L' && first[3] == 'F'
                && first[4] == 2 && first[5] == 1;
    }

    /** Reads a file that begins like one; empty if it goes on otherwise. */
    static Optional<ElfFile> read(SeekableByteChannel file) throws IOException {
        ByteBuffer header = bytes(file, 0, HEADER);
        var segments = segments(file, header);
        var strings = new ArrayList<long[]>();
        long table = -1;
        for (Segment dynamic : segments.stream().filter(each -> each.type() == DYNAMIC).toList()) {
            ByteBuffer tags = bytes(file, dynamic.offset(), dynamic.bytes());
            while (tags.remaining() >= 16) {
                long tag = tags.getLong();
                long value = tags.getLong();
                if (tag == STRINGS) {
                    table = offset(segments, value);
                } else if (tag == NEEDED || tag == RPATH || tag == RUNPATH) {
                    strings.add(new long[] {tag, value});
                }
            }
        }
        return table < 0 && !strings.isEmpty() ? Optional.empty()
                : Optional.of(of(file, header.getShort(18) & 0xffff, segments, strings, table));
    }

    private static ElfFile of(SeekableByteChannel file, int machine, List<Segment> segments, List<long[]> strings,
            long table) throws IOException {
        var needed = new ArrayList<String>();
        var runPaths = new ArrayList<String>();
        for (long[] each : strings) {
            String text = text(file, table + each[1]);
            if (each[0] == NEEDED) {
                needed.add(text);
            } else {
                Stream.of(text.split(":")).filter(path -> !path.isEmpty()).forEach(runPaths::add);
            }
        }
        Optional<String> interpreter = Optional.empty();
        for (Segment each : segments) {
            interpreter = each.type() == INTERPRETER ? Optional.of(text(file, each.offset())) : interpreter;
        }
        return new ElfFile(machine, interpreter, List.copyOf(needed), List.copyOf(runPaths));
    }

    private static List<Segment> segments(SeekableByteChannel file, ByteBuffer header) throws IOException {
        int size = header.getShort(54) & 0xffff;
        int count = header.getShort(56) & 0xffff;
        ByteBuffer all = bytes(file, header.getLong(32), (long) size * count);
        var segments = new ArrayList<Segment>();
        for (int at = 0; size >= 56 && at + size <= all.limit(); at += size) {
            segments.add(new Segment(all.getInt(at), all.getLong(at + 8), all.getLong(at + 16), all.getLong(at + 32)));
        }
        return segments;
    }

    private static long offset(List<Segment> segments, long address) {
        return segments.stream().filter(each -> each.type() == LOAD && address >= each.address()
                        && address < each.address() + each.bytes())
                .mapToLong(each -> each.offset() + address - each.address()).findFirst().orElse(-1);
    }

    private static String text(SeekableByteChannel file, long offset) throws IOException {
        ByteBuffer bytes = bytes(file, offset, Math.min(4096, Math.max(0, file.size() - offset)));
        int end = 0;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        return StandardCharsets.UTF_8.decode(bytes.slice(0, end)).toString();
    }

    private static ByteBuffer bytes(SeekableByteChannel file, long offset, long count) throws IOException {
        if (offset < 0 || count < 0 || count > MOST_BYTES || offset > file.size() - count) {
            throw new IOException("a program or library in it is cut off");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
        file.position(offset);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // goes on
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
