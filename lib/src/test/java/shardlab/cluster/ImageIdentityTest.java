package shardlab.cluster;

class ImageIdentityTest extends IdentityContract {

    @Override
    String engine() {
        return "image";
    }
}
