package shardlab.image;

import java.io.IOException;

/** The disk failed, and not the network that is read at the same time. */
final class WriteFailed extends IOException {

    /** Something that writes. */
    interface Writing<T> {
        T write() throws IOException;
    }

    private WriteFailed(IOException cause) {
        super(cause.getMessage(), cause);
    }

    IOException cause() {
        return (IOException) getCause();
    }

    static <T> T unless(Writing<T> writing) throws WriteFailed {
        try {
            return writing.write();
        } catch (IOException e) {
            throw new WriteFailed(e);
        }
    }
}
