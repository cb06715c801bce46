package shardlab.cluster;

class InstalledIdentityTest extends IdentityContract {

    @Override
    String engine() {
        return "installed";
    }
}
