/**
 * One server, one statement: connect, query, COPY, cancel, and say what went wrong with the statement and its SQLSTATE. It
 * knows nothing of clusters and imports no other room.
 */
package shardlab.sql;
