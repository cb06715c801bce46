package shardlab.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes that are a program or a library as far as their headers go. */
final class TestElf {

    private static final int AT = 64 + 3 * 56;

    private TestElf() {
    }

    static byte[] library(String... needed) {
        return made(null, List.of(needed), 62);
    }

    static byte[] program(String interpreter, String... needed) {
        return made(interpreter, List.of(needed), 62);
    }

    static byte[] ofAnotherMachine(String... needed) {
        return made(null, List.of(needed), 183);
    }

    private static byte[] made(String interpreter, List<String> needed, int machine) {
        byte[] strings = ("\0" + String.join("\0", needed) + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] loader = ((interpreter == null ? "" : interpreter) + "\0").getBytes(StandardCharsets.UTF_8);
        int dynamicAt = AT + strings.length + loader.length;
        int dynamicBytes = 16 * (needed.size() + 2);
        var file = ByteBuffer.allocate(dynamicAt + dynamicBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) machine).putLong(32, 64)
                .putShort(54, (short) 56).putShort(56, (short) 3);
        segment(file, 64, 1, 0, file.capacity());
        segment(file, 120, 2, dynamicAt, dynamicBytes);
        segment(file, 176, interpreter == null ? 0 : 3, AT + strings.length, loader.length);
        file.position(AT).put(strings).put(loader).putLong(5).putLong(AT);
        int at = 1;
        for (String each : needed) {
            file.putLong(1).putLong(at);
            at += each.length() + 1;
        }
        return file.array();
    }

    private static void segment(ByteBuffer file, int at, int type, long offset, long bytes) {
        file.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, offset).putLong(at + 32, bytes);
    }
}
