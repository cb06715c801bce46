package shardlab.process;

import java.io.IOException;
import java.io.OutputStream;

/** What a program reads from its standard input. */
@FunctionalInterface
public interface Input {

    /** Writes all of it; closing the stream is not its business. */
    void writeTo(OutputStream out) throws IOException;
}
