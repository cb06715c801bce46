package shardlab.cluster;

class InstalledLifecycleTest extends LifecycleContract {

    @Override
    String engine() {
        return "installed";
    }
}
