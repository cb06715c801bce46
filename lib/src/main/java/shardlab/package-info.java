/**
 * The lab's library. This root package holds what every room uses: {@link shardlab.LabException}, the one family of errors,
 * {@link shardlab.Progress} and {@link shardlab.Settings}. It imports no room; the rooms below it import each other one way
 * only, as the README shows and a test holds.
 */
package shardlab;
