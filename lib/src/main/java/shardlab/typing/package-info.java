/** What an editor asks about SQL that is being typed: what may stand at the cursor, and what stands there. */
package shardlab.typing;
