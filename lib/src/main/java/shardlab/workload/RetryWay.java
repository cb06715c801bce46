package shardlab.workload;

/** How a payment is written down by a client that tries again. */
enum RetryWay {
    /** A row for each attempt that comes through. */
    PLAIN("failure_lab.payment", "pay"),
    /** The request has a number of its own, which is a key: a row that is there already stays as it is. */
    BY_REQUEST("failure_lab.payment_by_request", "pay_by_request");

    private final String table;
    private final String statement;

    RetryWay(String table, String statement) {
        this.table = table;
        this.statement = statement;
    }

    String table() {
        return table;
    }

    String sql() {
        return FailureTables.sql(statement);
    }
}
