package shardlab.image;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * What stands at a path of an image.
 *
 * @param kind       what it is
 * @param layer      the layer that its bytes are in
 * @param number     the entry of the layer that its bytes are in
 * @param bytes      how large it is
 * @param executable true if its owner may run it
 * @param target     where a link leads, as it is written
 * @param elf        what a program or library says of itself; null for anything else
 */
record RootEntry(Kind kind, int layer, int number, long bytes, boolean executable, String target, ElfFile elf) {

    /** Kinds of entries; devices, pipes and the like are OTHER, and never unpacked. */
    enum Kind { FILE, FOLDER, LINK, OTHER }

    static RootEntry of(TarArchiveEntry entry, int layer, int number, ElfFile elf) {
        Kind kind = entry.isSymbolicLink() ? Kind.LINK : entry.isDirectory() ? Kind.FOLDER
                : entry.isFile() && !entry.isFIFO() && !entry.isCharacterDevice() && !entry.isBlockDevice() ? Kind.FILE
                : Kind.OTHER;
        return new RootEntry(kind, layer, number, entry.getSize(), (entry.getMode() & 0100) != 0, entry.getLinkName(), elf);
    }

    boolean is(Kind asked) {
        return kind == asked;
    }
}
