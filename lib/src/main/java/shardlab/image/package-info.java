/**
 * The official image without Docker: fetched from its registry once for all clones of a user, and of what it holds only
 * the files unpacked that PostgreSQL and Citus need. It knows registries, layers and files, and no database.
 *
 * <pre>{@code
 * var reference = ImageReference.parse("citusdata/citus:13.0");
 * var store = ImageStore.from(System.getenv());
 * Optional<FetchedImage> there = store.find(reference, Platform.here());           // asks no network
 * FetchedImage image = store.fetch(reference, Platform.here(), progress);          // fetches what is missing
 * UnpackedImage root = UnpackedImage.ensure(image, folder, progress);              // whole or not at all
 * }</pre>
 *
 * It may import {@code files} and {@code process}.
 */
package shardlab.image;
