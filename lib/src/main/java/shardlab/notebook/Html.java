package shardlab.notebook;

/** HTML that survives JupyterLab, nbconvert and GitHub, which drops styles. */
final class Html {

    private Html() {
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A calm box with a coloured edge; its lines stay lines. */
    static String box(String edgeColor, String text) {
        return "<div style=\"border-left:4px solid " + edgeColor + ";padding:4px 10px;margin:4px 0\">"
                + "<pre style=\"margin:0;white-space:pre-wrap\">" + escape(text) + "</pre></div>";
    }

    /** Text that shows when it is asked for. */
    static String folded(String summary, String text) {
        return "<details><summary>" + escape(summary) + "</summary><pre style=\"margin:0 14px;white-space:pre-wrap\">"
                + escape(text) + "</pre></details>";
    }
}
