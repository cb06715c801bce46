package shardlab.workload;

/**
 * What may happen at one isolation level on this cluster, each cell made to happen: {@code yes}, {@code no}, or the
 * SQLSTATE with which a transaction was refused.
 *
 * @param level        the isolation level that the transactions asked for
 * @param rowChanges   a row has another value when it is read again in the same transaction
 * @param halfInShard  two rows of one shard, read one after the other, show half of a transfer between them
 * @param halfAcross   the same for two rows on two workers
 * @param secondWrites a row that another transaction has changed since it was read is written all the same
 * @param skewInShard  two transactions of one shard each read both rows and change one of them, and both commit
 * @param skewAcross   the same for rows on two workers
 */
public record TransferLevel(String level, String rowChanges, String halfInShard, String halfAcross, String secondWrites,
        String skewInShard, String skewAcross) {
}
