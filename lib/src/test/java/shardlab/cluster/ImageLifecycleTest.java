package shardlab.cluster;

class ImageLifecycleTest extends LifecycleContract {

    @Override
    String engine() {
        return "image";
    }
}
