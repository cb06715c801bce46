package shardlab.workload;

import java.util.List;

/**
 * What clients were told at one moment, by SQLSTATE.
 *
 * @param moment   how far the payment had come
 * @param sqlState the error's SQLSTATE; an empty text where the client was told nothing wrong
 * @param kills    how many of them
 * @param done     how many payments were there all the same
 * @param known    what a client may conclude
 * @param example  one of the errors
 */
public record RetryLine(String moment, String sqlState, int kills, int done, String known, String example) {

    static RetryLine of(List<RetryKill> alike) {
        RetryKill first = alike.get(0);
        return new RetryLine(first.moment().title(), first.sqlState(), alike.size(),
                (int) alike.stream().filter(RetryKill::done).count(), first.moment().known(), first.told());
    }
}
