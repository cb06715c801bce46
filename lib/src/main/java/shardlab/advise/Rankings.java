package shardlab.advise;

/** What the two ways of weighing say of the best design. */
final class Rankings {

    private Rankings() {
    }

    static String sentence(Advice advice) {
        if (!advice.weighing().timed()) {
            return "The times of the statements are unknown.";
        }
        int byCalls = advice.bestByCalls().rank();
        int byTime = advice.bestByTime().rank();
        return byCalls == byTime ? "By calls alone and by time alone, design " + byCalls + " is the best."
                : "The two disagree: by calls alone design " + byCalls + " is the best, by time alone design " + byTime
                + ".";
    }
}
