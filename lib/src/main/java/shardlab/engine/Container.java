package shardlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import shardlab.NodeName;
import shardlab.sql.Server;

/**
 * A container with one of the lab's servers.
 *
 * @param id       Docker's id
 * @param node     the node's name in the containers' own network, such as {@code spain}; its port there is {@link #PORT}
 * @param running  true unless it ended or was stopped
 * @param hostPort the port on this machine's loopback, or 0 while it does not run
 * @param password of the role {@link LocalState#USER}
 * @param labels   its labels
 */
record Container(String id, String node, boolean running, int hostPort, String password, Map<String, String> labels) {

    /** The label of the lab's nodes; its value is the node's name. */
    static final String NODE = "shardlab.node";
    /** PostgreSQL's port inside. */
    static final int PORT = 5432;
    /** What the first nodes are called: the coordinator, and a worker for each country. */
    static final List<String> NODES = List.of(NodeName.COORDINATOR, "spain", "colombia", "mexico", "chile");

    private static final String PASSWORD = "POSTGRES_PASSWORD=";

    /** Reads an element of what {@code docker inspect} prints. */
    static Container of(JsonNode json) {
        var labels = new TreeMap<String, String>();
        json.at("/Config/Labels").properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        String password = "";
        for (JsonNode variable : json.at("/Config/Env")) {
            if (variable.asText().startsWith(PASSWORD)) {
                password = variable.asText().substring(PASSWORD.length());
            }
        }
        return new Container(json.path("Id").asText(), labels.getOrDefault(NODE, ""),
                json.at("/State/Running").asBoolean(),
                json.at("/NetworkSettings/Ports").path(PORT + "/tcp").path(0).path("HostPort").asInt(), password, labels);
    }

    /** What the containers of a coordinator and so many workers are called. */
    static List<String> names(int workers) {
        return IntStream.rangeClosed(0, workers).mapToObj(Container::name).toList();
    }

    /** What the container of a group's server is called, when it is made. */
    static String name(int group) {
        return group < NODES.size() ? NODES.get(group) : NodeName.of(group);
    }

    /** The group of which the server was when its container was made. */
    int group() {
        int place = NODES.indexOf(node);
        return place < 0 ? NodeName.group(node) : place;
    }

    /** Where it answers, as a server of a group; at its name among nodes where it has no port here. */
    Address address(int group) {
        var among = new Server(NodeName.of(group), node, PORT, LocalState.DATABASE, LocalState.USER, password);
        return new Address(hostPort == 0 ? among : among.elsewhere(among.name(), Ports.LOOPBACK, hostPort), among);
    }

    /** How to log in from this machine. */
    Server server() {
        return address(group()).fromHere();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return node + " " + id;
    }
}
