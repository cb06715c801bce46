package shardlab.app;

import java.io.PrintStream;
import java.util.List;

/**
 * A terminal's second screen, drawn over from its first line each time: nothing scrolls, and nothing is cleared before
 * it is drawn, so nothing flickers. A line that is wider than the terminal is cut, and lines below its end are not seen.
 */
final class Screen implements AutoCloseable {

    private static final String BEGIN = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String END = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String AT_LINE = "\u001b[%d;1H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final PrintStream terminal;
    private boolean open;
    private boolean closed;

    Screen(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Draws lines of text, in one piece. */
    synchronized void draw(String text) {
        if (closed) {
            return;
        }
        var picture = new StringBuilder(open ? "" : BEGIN);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            picture.append(String.format(AT_LINE, i + 1)).append(lines.get(i)).append(REST_OF_LINE);
        }
        terminal.print(picture.append(String.format(AT_LINE, lines.size() + 1)).append(REST_OF_SCREEN));
        terminal.flush();
        open = true;
    }

    /** Gives the terminal back as it was. */
    @Override
    public synchronized void close() {
        if (open && !closed) {
            terminal.print(END);
            terminal.flush();
        }
        closed = true;
    }
}
