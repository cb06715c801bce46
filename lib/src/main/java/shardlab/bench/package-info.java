/**
 * The measurements behind {@code ./lab bench}, a command each: what is measured is chosen and printed here, and lies in
 * other rooms wherever a notebook wants it too.
 */
package shardlab.bench;
