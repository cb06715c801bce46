package shardlab.cluster;

class EmbeddedThiefTest extends ThiefContract {
    @Override
    String engine() {
        return "embedded";
    }
}
