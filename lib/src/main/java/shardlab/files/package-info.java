/**
 * Folders and locks: files that appear whole or not at all, and that one process at a time may work on. It imports no
 * other room.
 */
package shardlab.files;
