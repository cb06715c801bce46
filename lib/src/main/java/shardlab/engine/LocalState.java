package shardlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.files.Folders;
import shardlab.sql.Server;

/**
 * What the lab remembers of the servers that it made; kept in {@code cluster.json}, which only its owner can read.
 *
 * @param stamp    of what their template was furnished with
 * @param password of the role {@link #USER} on every server
 * @param folder   where the data folders are if not beside this file, or an empty text
 * @param finished false until every server has run once and been told from the others
 * @param members  the servers
 * @param proxies  ports at which proxies stand before servers
 */
record LocalState(String stamp, String password, String folder, boolean finished, List<Member> members,
        List<Integer> proxies) {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final int MOST_PORTS = 65_535;
    private static final String FILES = "coordinator|worker-[1-9]\\d{0,8}";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One server.
     *
     * @param group its group id as a node
     * @param files what its data folder is called, and its log
     * @param port  where it listens
     */
    record Member(int group, String files, int port) {

        /** The server whose files were called as it was when it was made. */
        static Member named(String files, int port) {
            return new Member(NodeName.group(files), files, port);
        }

        /**
         * Reads it; empty if it is not what the lab wrote. Names become folders' names, and ports go into commands: neither
         * may be anything but what the lab gives. A version before this one wrote names alone.
         */
        private static Optional<Member> of(JsonNode json) {
            String files = json.path("files").asText(json.path("name").asText());
            int port = json.path("port").asInt();
            if (!isName(files) || !isPort(port)) {
                return Optional.empty();
            }
            int group = json.path("group").asInt(NodeName.group(files));
            return group < 0 ? Optional.empty() : Optional.of(new Member(group, files, port));
        }

        /** True for what the lab calls the files of a server. */
        static boolean isName(String files) {
            return files.matches(FILES);
        }

        String name() {
            return NodeName.of(group);
        }

        Member at(int otherPort) {
            return new Member(group, files, otherPort);
        }
    }

    /** A state of servers that no proxies stand before. */
    LocalState(String stamp, String password, String folder, boolean finished, List<Member> members) {
        this(stamp, password, folder, finished, members, List.of());
    }

    /** Where the servers listen, and the proxies before them. */
    List<Integer> ports() {
        return Stream.concat(members.stream().map(Member::port), proxies.stream()).toList();
    }

    /** The groups of all servers. */
    List<Integer> groups() {
        return members.stream().map(Member::group).toList();
    }

    /**
     * How to log in to a member.
     *
     * @param demands by what a client knows it from whoever else listens at its port
     */
    Server server(Member member, Map<String, String> demands) {
        return new Server(member.name(), Ports.LOOPBACK, member.port(), DATABASE, USER, password, demands);
    }

    Servers servers(Map<String, String> demands) {
        var servers = new TreeMap<Integer, Address>();
        members.forEach(member -> servers.put(member.group(), Address.everywhere(server(member, demands))));
        return new Servers(servers);
    }

    int workers() {
        return members.size() - 1;
    }

    LocalState withMembers(List<Member> others) {
        return new LocalState(stamp, password, folder, finished, List.copyOf(others), proxies);
    }

    LocalState with(Member another) {
        return withMembers(Stream.concat(members.stream(), Stream.of(another)).toList());
    }

    /** At the same place among the others. */
    LocalState regrouped(int group, int now) {
        return withMembers(members.stream().map(each -> each.group() == group
                ? new Member(now, each.files(), each.port()) : each).toList());
    }

    LocalState without(int group) {
        return withMembers(members.stream().filter(each -> each.group() != group).toList());
    }

    LocalState withProxies(Collection<Integer> others) {
        return new LocalState(stamp, password, folder, finished, members, List.copyOf(others));
    }

    LocalState whenFinished() {
        return new LocalState(stamp, password, folder, true, members, proxies);
    }

    /**
     * The server of a group.
     *
     * @throws LabException if there is none
     */
    Member member(int group) {
        return find(group).orElseThrow(() -> new LabException(NodeName.of(group) + " is not a server that the lab started",
                "./lab status lists them"));
    }

    /** The same; empty if there is none. */
    Optional<Member> find(int group) {
        return members.stream().filter(each -> each.group() == group).findFirst();
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
            Member.of(each).ifPresent(members::add);
        }
        var state = new LocalState(json.path("stamp").asText(), json.path("password").asText(), json.path("folder").asText(),
                json.path("finished").asBoolean(), List.copyOf(members), numbers(json.path("proxies")));
        return state.isWhole() && members.size() == json.path("servers").size() ? Optional.of(state) : Optional.empty();
    }

    private static List<Integer> numbers(JsonNode json) {
        var numbers = new ArrayList<Integer>();
        json.forEach(each -> numbers.add(each.asInt()));
        return numbers.stream().filter(LocalState::isPort).toList();
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= MOST_PORTS;
    }

    private boolean isWhole() {
        return find(0).isPresent() && !password.isEmpty()
                && members.stream().map(Member::group).distinct().count() == members.size();
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
        members.forEach(member -> servers.addObject().put("group", member.group()).put("files", member.files())
                .put("port", member.port()));
        proxies.forEach(json.putArray("proxies")::add);
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
