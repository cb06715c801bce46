package shardlab.notebook;

import shardlab.chart.Chart;

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

    /** A picture at its own size, on a ground that suits it in the dark as well; narrower where the page is. */
    static String picture(Chart chart) {
        return "<img src=\"data:image/png;base64," + chart.base64() + "\" alt=\"" + escape(chart.alternative())
                + "\" width=\"" + chart.width() + "\" style=\"background:#fff;max-width:100%;height:auto\">";
    }

    /** Text that shows when it is asked for. */
    static String folded(String summary, String text) {
        return "<details><summary>" + escape(summary) + "</summary><pre style=\"margin:0 14px;white-space:pre-wrap\">"
                + escape(text) + "</pre></details>";
    }
}
