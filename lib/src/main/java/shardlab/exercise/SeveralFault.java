package shardlab.exercise;

import java.util.List;
import java.util.Optional;

/** What is wrong with several values. */
final class SeveralFault {

    private SeveralFault() {
    }

    static String of(Object answer, Form.Sort kind, List<?> right) {
        Optional<List<Object>> parts = Given.parts(answer);
        if (parts.isEmpty()) {
            return kind.asked();
        }
        List<Object> given = parts.get();
        int common = ValueJudge.common(given, right);
        if (given.size() != right.size()) {
            return counted(given.size(), right.size(), common);
        }
        if (common == right.size()) {
            return "the right values, in another order than asked";
        }
        return common + " of its " + given.size() + " values belong there"
                + (kind == Form.Sort.LIST ? ", " + ValueJudge.inPlace(given, right) + " of them in their place" : "");
    }

    private static String counted(int given, int right, int common) {
        if (given < right) {
            return common == given ? "what is there is right, and " + (right - given) + " more belong" + (right - given == 1
                    ? "s" : "") + " there" : given + " values, and " + right + " are asked for";
        }
        return common == right ? "all that is asked for is there, and " + (given - right) + " too many"
                : given + " values, and " + right + " are asked for";
    }
}
