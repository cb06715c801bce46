package shardlab.cluster;

class InstalledThiefTest extends ThiefContract {
    @Override
    String engine() {
        return "installed";
    }
}
