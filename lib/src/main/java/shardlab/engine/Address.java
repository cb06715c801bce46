package shardlab.engine;

import shardlab.sql.Server;

/**
 * Where one server answers.
 *
 * @param fromHere   as this process reaches it
 * @param amongNodes as the other servers reach it, which is how it is registered
 */
public record Address(Server fromHere, Server amongNodes) {

    /** A server that is reached by the same name and port from everywhere. */
    public static Address everywhere(Server server) {
        return new Address(server, server);
    }
}
