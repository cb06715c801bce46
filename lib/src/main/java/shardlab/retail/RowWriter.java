package shardlab.retail;

import java.io.IOException;

/** Takes the values of rows one by one, in the order of a table's columns, and writes them in one of COPY's formats. */
public interface RowWriter {

    /** Starts a row. */
    void row(int columns) throws IOException;

    /** A value of type text, encoded as UTF-8. */
    void text(byte[] utf8) throws IOException;

    /** A value of type int. */
    void integer(int value) throws IOException;

    /** A value of type bigint. */
    void bigint(long value) throws IOException;

    /** A value of type numeric with two digits after the point. */
    void money(long cents) throws IOException;

    /** A value of type date, in days since 1970. */
    void date(long epochDay) throws IOException;

    /** A value of type timestamptz, in seconds since 1970. */
    void timestamp(long epochSecond) throws IOException;

    /** A NULL. */
    void nothing() throws IOException;

    /** Ends the last row and hands on all that was held back. */
    void finish() throws IOException;
}
