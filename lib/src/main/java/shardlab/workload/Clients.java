package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.measure.Latencies;
import shardlab.sql.Running;
import shardlab.sql.Server;

/**
 * Clients that send a statement to a server as fast as they are answered, or at a set rate: real threads, each with a
 * connection of its own unless told otherwise.
 *
 * <pre>{@code
 * Clients.of(coordinator, ClientStatement.of("select name from users where id = :id").drawing("id", 1, 100_000))
 *         .count(16).warmUp(Duration.ofSeconds(1)).lasting(Duration.ofSeconds(10)).run();
 * }</pre>
 */
public final class Clients {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_TRIES = 50;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final ClientStatement statement;
    private List<Server> servers;
    private ConnectionWay way = ConnectionWay.KEPT;
    private int count = 1;
    private Duration warmUp = Duration.ofSeconds(1);
    private Duration lasting = Duration.ofSeconds(5);
    private long times = Long.MAX_VALUE;
    private OptionalDouble rate = OptionalDouble.empty();
    private long seed = 42;

    private Clients(Server server, ClientStatement statement) {
        this.servers = List.of(server);
        this.statement = statement;
    }

    /** One client of a server, until told otherwise. */
    public static Clients of(Server server, ClientStatement statement) {
        return new Clients(server, statement);
    }

    /** How many clients, 1 unless said. */
    public Clients count(int clients) {
        if (clients < 1) {
            throw new LabException("there were to be " + clients + " clients", "ask for at least one");
        }
        count = clients;
        return this;
    }

    /** How each comes by a connection; it keeps one of its own unless said. */
    public Clients connecting(ConnectionWay how) {
        way = how;
        return this;
    }

    /** The clients are dealt out to these servers in turn. */
    public Clients through(List<Server> nodes) {
        if (nodes.isEmpty()) {
            throw new LabException("the clients have no server", "name at least one");
        }
        servers = List.copyOf(nodes);
        return this;
    }

    /** How long statements are sent before they are measured, a second unless said. */
    public Clients warmUp(Duration time) {
        warmUp = time;
        return this;
    }

    /** How long it is measured, 5 s unless said. */
    public Clients lasting(Duration time) {
        lasting = time;
        return this;
    }

    /** Every client sends so many statements, however long it takes, up to ten minutes; nothing warms up. */
    public Clients times(long statements) {
        times = statements;
        warmUp = Duration.ZERO;
        lasting = LONGEST;
        return this;
    }

    /**
     * An open loop: all clients together begin so many statements a second, at times fixed beforehand. A latency counts
     * from the time at which its statement was to begin, so that waiting for a free client is in it.
     */
    public Clients atRate(double statementsPerSecond) {
        if (!(statementsPerSecond > 0)) {
            throw new LabException("a rate of " + statementsPerSecond + " statements a second begins none",
                    "ask for a rate above 0");
        }
        rate = OptionalDouble.of(statementsPerSecond);
        return this;
    }

    /** Where the values begin: the same seed gives each client the same values in the same order. */
    public Clients seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Connects all clients, lets them work, and closes their connections. What the server refuses meanwhile is counted.
     *
     * @throws LabException if a client cannot connect in the first place, or if this thread is interrupted
     */
    public ClientsRun run() {
        List<Client> clients = new ArrayList<>();
        try (var lenders = new Lenders(servers, way, statement.jdbc());
                Cleaning close = () -> Cleaning.all(clients.stream().<Cleaning>map(client -> client::close).toList())) {
            var seeds = new SplittableRandom(seed);
            for (int i = 0; i < count; i++) {
                var client = new Client(lenders.of(i), statement, seeds.split());
                clients.add(client);
                client.connect();
            }
            return work(clients);
        }
    }

    private ClientsRun work(List<Client> clients) {
        long start = System.nanoTime();
        long from = start + warmUp.toNanos();
        long to = from + lasting.toNanos();
        var pace = new Pace(start, rate);
        List<Tally> tallies = clients.stream().map(client -> new Tally(from, to, times)).toList();
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(i -> new Thread(() -> clients.get(i).run(pace, tallies.get(i)), "client " + (i + 1))).toList();
        threads.forEach(Thread::start);
        await(threads, clients);
        return result(tallies, from, to, times == Long.MAX_VALUE ? pace.notBegunBefore(to) : 0);
    }

    private static void await(List<Thread> threads, List<Client> clients) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Running.undisturbed(() -> end(threads, clients));
            Thread.currentThread().interrupt();
            throw new LabException("the clients were stopped", null, null, "run them again", e);
        }
    }

    /** A statement may begin just after it was to be cancelled: so again, until no client works or patience ends. */
    private static void end(List<Thread> threads, List<Client> clients) {
        try {
            for (int tries = 0; tries < MOST_TRIES && threads.stream().anyMatch(Thread::isAlive); tries++) {
                clients.forEach(Client::stop);
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClientsRun result(List<Tally> tallies, long from, long to, long notBegun) {
        Map<String, Long> errors = new HashMap<>();
        tallies.forEach(tally -> tally.errors().forEach((state, number) -> errors.merge(state, number, Long::sum)));
        long end = times == Long.MAX_VALUE ? to : tallies.stream().mapToLong(Tally::lastEnd).max().orElse(to);
        var cpu = tallies.stream().map(Tally::cpu).reduce(Duration.ZERO, Duration::plus);
        return new ClientsRun(count, rate, Duration.ofNanos(Math.max(1, end - from)),
                Latencies.together(tallies.stream().map(Tally::latencies).toList()),
                Latencies.together(tallies.stream().map(Tally::waits).toList()), errors, seconds(tallies), notBegun, cpu);
    }

    private static List<ClientsRun.Second> seconds(List<Tally> tallies) {
        int last = tallies.stream().mapToInt(Tally::seconds).max().orElse(0);
        return IntStream.range(0, last).mapToObj(second -> tallies.stream().map(tally -> tally.second(second))
                .reduce(new ClientsRun.Second(second, 0, 0, Duration.ZERO), Clients::together)).toList();
    }

    private static ClientsRun.Second together(ClientsRun.Second one, ClientsRun.Second other) {
        return new ClientsRun.Second(one.second(), one.done() + other.done(), one.failed() + other.failed(),
                one.longest().compareTo(other.longest()) > 0 ? one.longest() : other.longest());
    }
}
