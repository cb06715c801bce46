/**
 * Starts and stops PostgreSQL servers, or finds them: embedded, installed, image, docker, compose, remote. It knows
 * servers and no nodes; what they are to each other is the cluster's business. It may import {@code files},
 * {@code image}, {@code process} and {@code sql}; Testcontainers is known here only.
 */
package shardlab.engine;
