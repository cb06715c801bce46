package shardlab.image;

import java.io.IOException;

/** What a registry gave is not what it should be: no manifest, another digest, a layer of another size. */
final class MalformedImage extends IOException {

    MalformedImage(String message) {
        super(message);
    }
}
