package shardlab.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A program as Linux loads it, in the file format ELF of 64 bits: it names the loader that the kernel starts in its
 * place, and may name the folders in which that loader finds its libraries. Both can be set to places of one's own.
 *
 * <p>Nothing in the file is moved. The kernel reads the loader's name from wherever the program header points to, so the
 * new one stands at the file's end; the old one's place, which is in memory when the program runs, then holds the name
 * of the libraries' folder; and the linker leaves entries free in the dynamic section, of which one is enough. Hence the
 * same file comes of it each time, and no other tool is needed where the servers are started.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html">Program headers</a>
 */
public final class ElfProgram {

    private static final byte[] START = {0x7f, 'E', 'L', 'F', 2, 1};
    private static final int HEADERS_AT = 32;
    private static final int HEADER_COUNT_AT = 56;
    private static final int HEADER_BYTES = 56;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int ENTRY_BYTES = 16;
    private static final long STRING_TABLE = 5;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;

    private final byte[] bytes;
    private final ByteBuffer in;

    private ElfProgram(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where a program header stands, and the piece of the file that it is about. */
    private record Piece(int header, int offset, long address, int size) {
    }

    /** Reads a file; empty if it is no program that names a loader, such as a script or a library. */
    public static Optional<ElfProgram> read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        if (all.length < HEADER_BYTES + START.length || !Arrays.equals(all, 0, START.length, START, 0, START.length)) {
            return Optional.empty();
        }
        return Optional.of(new ElfProgram(all)).filter(program -> program.piece(INTERPRETER).isPresent());
    }

    /** The path of its loader, such as {@code /lib64/ld-linux-x86-64.so.2}. */
    public String loader() {
        Piece piece = piece(INTERPRETER).orElseThrow();
        return new String(bytes, piece.offset, piece.size - 1, StandardCharsets.UTF_8);
    }

    /**
     * The same program with another loader, which finds its libraries, and those that it loads later, in one folder
     * before all others.
     *
     * @param loader    an absolute path
     * @param libraries the folder, {@code $ORIGIN} standing for the program's own; shorter than the name of its loader
     * @throws IOException if the program leaves no room for it
     */
    public byte[] with(Path loader, String libraries) throws IOException {
        Piece interpreter = piece(INTERPRETER).orElseThrow();
        byte[] folder = libraries.getBytes(StandardCharsets.UTF_8);
        byte[] name = loader.toString().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        if (folder.length >= interpreter.size) {
            throw new IOException("no room for the name " + libraries);
        }
        var changed = new ElfProgram(Arrays.copyOf(bytes, bytes.length + name.length + 1));
        changed.write(interpreter.offset, Arrays.copyOf(folder, interpreter.size));
        changed.write(bytes.length, name);
        changed.in.putLong(interpreter.header + 8, bytes.length).putLong(interpreter.header + 32, name.length + 1);
        changed.lookIn(interpreter.address);
        return changed.bytes;
    }

    private void write(int at, byte[] what) {
        System.arraycopy(what, 0, bytes, at, what.length);
    }

    /** Folders are named by their distance from the table of strings, and the table may lie behind them. */
    private void lookIn(long address) throws IOException {
        long strings = in.getLong(entry(STRING_TABLE).orElseThrow(() -> new IOException("it has no strings")) + 8);
        int entry = entry(RUNPATH).or(() -> entry(RPATH)).or(this::spare)
                .orElseThrow(() -> new IOException("its dynamic section is full"));
        in.putLong(entry, RPATH).putLong(entry + 8, address - strings);
    }

    private Optional<Integer> entry(long tag) {
        Piece dynamic = piece(DYNAMIC).orElseThrow();
        for (int at = dynamic.offset; at < dynamic.offset + dynamic.size; at += ENTRY_BYTES) {
            if (in.getLong(at) == tag) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** The first empty entry, if another one follows that ends the section in its place. */
    private Optional<Integer> spare() {
        Piece dynamic = piece(DYNAMIC).orElseThrow();
        return entry(0).filter(at -> at + 2 * ENTRY_BYTES <= dynamic.offset + dynamic.size
                && in.getLong(at + ENTRY_BYTES) == 0);
    }

    private Optional<Piece> piece(int type) {
        int first = (int) in.getLong(HEADERS_AT);
        for (int number = 0; number < in.getShort(HEADER_COUNT_AT); number++) {
            int header = first + number * HEADER_BYTES;
            if (in.getInt(header) == type) {
                return Optional.of(new Piece(header, (int) in.getLong(header + 8), in.getLong(header + 16),
                        (int) in.getLong(header + 32)));
            }
        }
        return Optional.empty();
    }
}
