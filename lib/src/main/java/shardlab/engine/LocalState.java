package shardlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.sql.Server;

/**
 * What the lab remembers of the servers that it made; kept in {@code cluster.json}, which only its owner can read.
 *
 * @param stamp    of what their template was furnished with
 * @param password of the role {@link #USER} on every server
 * @param folder   where the data folders are if not beside this file, or an empty text
 * @param finished false until every server has run once and been told from the others
 * @param members  the servers, the coordinator first
 */
record LocalState(String stamp, String password, String folder, boolean finished, List<Member> members) {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final int MOST_PORTS = 65_535;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One server: its name and port. */
    record Member(String name, int port) {
    }

    /** Where the servers listen. */
    List<Integer> ports() {
        return members.stream().map(Member::port).toList();
    }

    /** The names of all servers. */
    List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /**
     * How to log in to a member.
     *
     * @param demands by what a client knows it from whoever else listens at its port
     */
    Server server(Member member, Map<String, String> demands) {
        return new Server(member.name(), Ports.LOOPBACK, member.port(), DATABASE, USER, password, demands);
    }

    Engine.Servers servers(Map<String, String> demands) {
        var servers = members.stream().map(member -> server(member, demands)).toList();
        return new Engine.Servers(servers.get(0), servers.subList(1, servers.size()));
    }

    LocalState withMembers(List<Member> others) {
        return new LocalState(stamp, password, folder, finished, List.copyOf(others));
    }

    LocalState whenFinished() {
        return new LocalState(stamp, password, folder, true, members);
    }

    /**
     * The server that listens at a server's port.
     *
     * @throws LabException if none of them does
     */
    Member member(Server server) {
        return members.stream().filter(each -> each.port() == server.port()).findFirst().orElseThrow(() ->
                new LabException(server.label() + " is not a server that the lab started", "./lab status lists them"));
    }

    /** The member of that name. */
    Member member(String name) {
        return members.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** Reads the file; empty if there is none, or it is not what the lab wrote. */
    static Optional<LocalState> read(Path file) {
        try {
            return Files.isRegularFile(file) ? of(JSON.readTree(file.toFile())) : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<LocalState> of(JsonNode json) {
        var members = new ArrayList<Member>();
        for (JsonNode each : json.path("servers")) {
            members.add(new Member(each.path("name").asText(), each.path("port").asInt()));
        }
        var state = new LocalState(json.path("stamp").asText(), json.path("password").asText(), json.path("folder").asText(),
                json.path("finished").asBoolean(), List.copyOf(members));
        return state.isWhole() ? Optional.of(state) : Optional.empty();
    }

    /** Names become folders' names, and ports go into commands: neither may be anything but what the lab gives. */
    private boolean isWhole() {
        return !members.isEmpty() && !password.isEmpty() && members.stream().allMatch(member ->
                member.name().matches("[a-z]+(-\\d+)?") && member.port() > 0 && member.port() <= MOST_PORTS);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LocalState" + members;
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        var json = JSON.createObjectNode().put("stamp", stamp).put("password", password).put("folder", folder)
                .put("finished", finished);
        var servers = json.putArray("servers");
        members.forEach(member -> servers.addObject().put("name", member.name()).put("port", member.port()));
        try {
            if (Files.isDirectory(file)) {
                Folders.delete(file);
            }
            Folders.writePrivately(file, json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw FileProblem.of("cannot write the lab's state", file, e, Folders.REMEDY);
        }
    }
}
