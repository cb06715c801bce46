package shardlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shardlab.LabException;
import shardlab.sql.Server;

/**
 * What the lab remembers of the servers that it started; kept in {@code cluster.json}, which only its owner can read.
 *
 * @param postgresVersion the version of PostgreSQL that made the data folders
 * @param stamp           of the template that they were copied from
 * @param password        of the role {@link #USER} on every server
 * @param folder          where the data folders and logs are
 * @param members         the servers, the coordinator first
 */
record LocalState(String postgresVersion, String stamp, String password, Path folder, List<Member> members) {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One server: its name and port. */
    record Member(String name, int port) {
    }

    /** How to log in to a member. */
    Server server(Member member) {
        return new Server(member.name(), Ports.LOOPBACK, member.port(), DATABASE, USER, password);
    }

    Engine.Servers servers() {
        var servers = members.stream().map(this::server).toList();
        return new Engine.Servers(servers.get(0), servers.subList(1, servers.size()));
    }

    LocalState withMembers(List<Member> others) {
        return new LocalState(postgresVersion, stamp, password, folder, List.copyOf(others));
    }

    /**
     * Reads the file.
     *
     * @return empty if there is none
     * @throws LabException if it cannot be read
     */
    static Optional<LocalState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            var members = new ArrayList<Member>();
            json.path("servers").forEach(each -> members.add(new Member(each.path("name").asText(), each.path("port").asInt())));
            return Optional.of(new LocalState(json.path("postgresVersion").asText(), json.path("stamp").asText(),
                    json.path("password").asText(), Path.of(json.path("folder").asText()), List.copyOf(members)));
        } catch (IOException e) {
            throw new LabException("cannot read the lab's state", file.toString(), Folders.reason(e),
                    "./lab reset removes the cluster and its data and starts afresh", e);
        }
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        var json = JSON.createObjectNode();
        json.put("postgresVersion", postgresVersion).put("stamp", stamp).put("password", password)
                .put("folder", folder.toString());
        var servers = json.putArray("servers");
        members.forEach(member -> servers.addObject().put("name", member.name()).put("port", member.port()));
        try {
            Folders.writePrivately(file, json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new LabException("cannot write the lab's state", file.toString(), Folders.reason(e),
                    "make room or give this account the right to write there", e);
        }
    }
}
