package shardlab.image;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Some bytes that a registry keeps, as a manifest speaks of them.
 *
 * @param mediaType what they are
 * @param digest    their digest
 * @param bytes     how many they are
 */
record Descriptor(String mediaType, Digest digest, long bytes) {

    static Descriptor of(JsonNode node) throws MalformedImage {
        Digest digest = Digest.parse(node.path("digest").asText())
                .orElseThrow(() -> new MalformedImage("it names something by a digest that is none"));
        if (!node.path("size").isIntegralNumber() || !node.path("size").canConvertToLong()
                || node.path("size").asLong() < 0) {
            throw new MalformedImage("it gives no size for " + digest);
        }
        return new Descriptor(node.path("mediaType").asText(), digest, node.path("size").asLong());
    }
}
