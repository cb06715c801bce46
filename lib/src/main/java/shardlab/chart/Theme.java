package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The one look of all figures: white ground, dark text, a light grid, and colours that everybody can tell apart. */
final class Theme {

    static final Color GROUND = Color.WHITE;
    static final Color TEXT = new Color(0x1f2328);
    static final Color MUTED = new Color(0x57606a);
    static final Color GRID = new Color(0xe1e4e8);
    static final Color RULE = new Color(0xb4bac2);
    static final Color EMPTY = new Color(0xf4f5f7);

    /** Okabe and Ito's palette (2008), without black, in the order in which series and workers take them. */
    static final Color[] PALETTE = {
        new Color(0x0072b2), new Color(0xe69f00), new Color(0x009e73), new Color(0xcc79a7),
        new Color(0xd55e00), new Color(0x56b4e9), new Color(0xf0e442),
    };
    /** For data that belongs to no worker. */
    static final Color NEUTRAL = new Color(0x5b6b7b);
    static final Color OK = PALETTE[2];
    static final Color FAILED = PALETTE[4];

    static final Font TITLE = font(Font.BOLD, 15);
    static final Font SUBTITLE = font(Font.PLAIN, 12);
    static final Font LABEL = font(Font.PLAIN, 12);
    static final Font LABEL_BOLD = font(Font.BOLD, 12);
    static final Font TICK = font(Font.PLAIN, 11);
    static final Font SMALL = font(Font.PLAIN, 9.5f);
    static final Font CAPTION = font(Font.PLAIN, 10.5f);

    static final BasicStroke HAIR = new BasicStroke(1f);
    static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED = dashed(1.4f);

    static final int WIDTH = 800;
    static final int MARGIN = 16;

    /** The luminance on which white text and black text stand out alike. */
    private static final double EQUAL_CONTRAST = 0.21;

    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Theme() {
    }

    /** A colour mixed with white: 1 is the colour itself, 0 is white. */
    static Color tint(Color color, double strength) {
        return new Color(faded(color.getRed(), strength), faded(color.getGreen(), strength),
                faded(color.getBlue(), strength));
    }

    /** White on dark colours, {@link #TEXT} on light ones, by the contrast ratio of WCAG 2. */
    static Color textOn(Color ground) {
        double luminance = 0.2126 * linear(ground.getRed()) + 0.7152 * linear(ground.getGreen())
                + 0.0722 * linear(ground.getBlue());
        return luminance < EQUAL_CONTRAST ? Color.WHITE : TEXT;
    }

    /** A whole number with thousands separators. */
    static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** A number of rows with its word: {@code 1 row}, {@code 2,000 rows}. */
    static String rows(long number) {
        return count(number) + (number == 1 ? " row" : " rows");
    }

    /** A count in full where it fits the width, else in thousands, millions or billions. */
    static String count(long number, Font font, double width) {
        String full = count(number);
        if (Ink.width(full, font) <= width) {
            return full;
        }
        return number < 1_000_000 ? digits(number / 1e3) + " k"
                : number < 1_000_000_000 ? digits(number / 1e6) + " M" : digits(number / 1e9) + " G";
    }

    private static String digits(double number) {
        return String.format(Locale.ENGLISH, number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f", number);
    }

    /** A share from 0 to 1 in per cent, with one decimal. */
    static String percent(double share) {
        return String.format(Locale.ENGLISH, "%.1f%%", 100 * share);
    }

    /** A number as an axis has it: thousands separators, and no zeros at the end. */
    static String number(double number) {
        return Math.abs(number) >= 1 ? trimmed(String.format(Locale.ENGLISH, "%,.3f", number))
                : new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** A number with three digits that count, as a text has it: {@code 13.6}, {@code 1,050}. */
    static String rounded(double number) {
        return number(new BigDecimal(number).round(new MathContext(3)).doubleValue());
    }

    /** A size with three digits that count, in units of 1,000: {@code 438 bytes}, {@code 1.23 kB}, {@code 43.1 MB}. */
    static String bytes(long bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= 999.5 && unit < BYTE_UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : digits(rest)) + " " + BYTE_UNITS[unit];
    }

    private static String trimmed(String decimals) {
        return decimals.replaceAll("\\.?0+$", "");
    }

    static BasicStroke dashed(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5f, 4f}, 0f);
    }

    /** DejaVu Sans where there is such a font, and there is on every platform of the lab; else Java's own choice. */
    private static Font font(int style, float size) {
        return new Font("DejaVu Sans", style, 12).deriveFont(size);
    }

    private static int faded(int channel, double strength) {
        return (int) Math.round(255 - (255 - channel) * Math.max(0, Math.min(1, strength)));
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
