package shardlab.cluster;

class EmbeddedIdentityTest extends IdentityContract {

    @Override
    String engine() {
        return "embedded";
    }
}
