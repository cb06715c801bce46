package shardlab.workload;

/**
 * One node that was lost under a client's payment.
 *
 * @param moment   how far the payment had come
 * @param node     which node
 * @param told     the first line of the error that the client got
 * @param sqlState the error's SQLSTATE; an empty text if there was no error
 * @param done     true if the payment was there all the same, before the client tried again
 */
public record RetryKill(RetryMoment moment, String node, String told, String sqlState, boolean done) {
}
