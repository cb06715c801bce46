package shardlab.cluster;

class EmbeddedLifecycleTest extends LifecycleContract {

    @Override
    String engine() {
        return "embedded";
    }
}
