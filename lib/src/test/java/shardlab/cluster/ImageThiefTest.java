package shardlab.cluster;

class ImageThiefTest extends ThiefContract {

    @Override
    String engine() {
        return "image";
    }
}
