package shardlab.chart;

import java.util.ArrayList;
import java.util.List;
import shardlab.LabException;

/** An axis from one value to another, and the round values between them that are worth a line of the grid. */
record Scale(boolean logarithmic, double from, double to) {

    private static final int LINEAR_TICKS = 5;
    private static final int MANY_DECADES = 2;
    private static final double NEARLY = 1e-9;

    static Scale linear(double from, double to) {
        return new Scale(false, from, to);
    }

    /**
     * From the round number below the least value to the one above the most; round is 1, 2 or 5 of a power of ten.
     *
     * @throws LabException if a value is 0 or less: it has no place on such an axis
     */
    static Scale logarithmic(double least, double most) {
        if (!(least > 0) || Double.isInfinite(most)) {
            throw new LabException("A logarithmic axis has no place for " + (least > 0 ? most : least),
                    "draw it on a linear axis, or leave out what is not above 0");
        }
        double from = Math.pow(10, Math.floor(Math.log10(least) + NEARLY));
        for (double step : new double[] {5, 2}) {
            if (from * step <= least * (1 + NEARLY)) {
                from *= step;
                break;
            }
        }
        double to = Math.pow(10, Math.ceil(Math.log10(most) - NEARLY));
        for (double step : new double[] {5, 2}) {
            if (to / step >= most * (1 - NEARLY)) {
                to /= step;
                break;
            }
        }
        return new Scale(true, from, to > from ? to : from * 10);
    }

    /** The same from estimates: an interval that reaches 0 or below is drawn to the edge, an estimate there is refused. */
    static Scale logarithmic(List<Estimate> estimates) {
        double least = estimates.stream().mapToDouble(Estimate::value).min().orElse(1);
        double low = estimates.stream().mapToDouble(Estimate::low).filter(value -> value > 0).min().orElse(least);
        double most = estimates.stream().mapToDouble(Estimate::high).max().orElse(10);
        return logarithmic(least > 0 ? Math.min(low, least) : least, most);
    }

    /** Where a value is drawn: on a logarithmic axis, what lies below its beginning is drawn there. */
    double drawn(double value) {
        return logarithmic ? Math.max(value, from) : value;
    }

    /** The values that get a line and a label, ends included where they are round. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double rough = (to - from) / LINEAR_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double factor = rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10;
        double step = factor * power;
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - NEARLY); i * step <= to + step * NEARLY; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logarithmicTicks() {
        double[] steps = Math.log10(to / from) > MANY_DECADES + NEARLY ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from) + NEARLY); Math.pow(10, power) <= to * (1 + NEARLY); power++) {
            for (double step : steps) {
                double tick = step * Math.pow(10, power);
                if (tick >= from * (1 - NEARLY) && tick <= to * (1 + NEARLY)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
