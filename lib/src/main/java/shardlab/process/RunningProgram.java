package shardlab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import shardlab.LabException;

/** A program while it runs: what it writes is read, what it reads is written, and it is ended when its time is over. */
final class RunningProgram implements AutoCloseable {

    /** What it started may keep its output open, and is not waited for. */
    private static final long LAST_WORDS_SECONDS = 2;

    private final Program program;
    private final Process process;
    private final Captured output;
    private final Captured errors;

    RunningProgram(Program program, Process process) {
        this.program = program;
        this.process = process;
        this.output = captured(process.getInputStream(), "output");
        this.errors = captured(process.getErrorStream(), "errors");
    }

    private Captured captured(InputStream stream, String what) {
        return Captured.of(stream, what + " of " + program.command().get(0));
    }

    Finished finish() {
        try {
            var writing = write();
            if (!process.waitFor(program.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                return tooLate();
            }
            if (writing != null) {
                writing.join(TimeUnit.SECONDS.toMillis(LAST_WORDS_SECONDS));
            }
            return new Finished(process.exitValue(), output.text(LAST_WORDS_SECONDS), errors.text(LAST_WORDS_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + program.command().get(0) + " was running", null, null,
                    "run it again", e);
        }
    }

    private Finished tooLate() throws InterruptedException {
        end();
        String why = program.command().get(0) + " did not end in " + program.limit().toSeconds() + " s";
        return new Finished(Finished.TOO_LATE, output.text(LAST_WORDS_SECONDS), why);
    }

    private Thread write() {
        if (program.input() == null) {
            return null;
        }
        Thread writing = new Thread(this::writeAll, "input of " + program.command().get(0));
        writing.setDaemon(true);
        writing.start();
        return writing;
    }

    private void writeAll() {
        try (OutputStream out = process.getOutputStream()) {
            program.input().writeTo(out);
        } catch (IOException e) {
            // a program that reads no further says why, or ends well without it
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends what has not ended by itself. */
    @Override
    public void close() {
        if (process.isAlive()) {
            end();
        }
    }
}
