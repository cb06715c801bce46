package shardlab.advise;

import java.util.List;

/**
 * What was read before designs are looked for.
 *
 * @param where   where from
 * @param schema  the tables
 * @param queries the statements that can be judged
 * @param copy    statements that make the same tables elsewhere
 * @param unread  what could not be read; more may come
 */
record WhatWasRead(String where, SourceSchema schema, List<ReadQuery> queries, List<String> copy, List<String> unread) {
}
