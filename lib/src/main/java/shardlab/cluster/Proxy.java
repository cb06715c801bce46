package shardlab.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import shardlab.LabException;

/**
 * Stands in front of one server on loopback and makes the way to it as slow as a link says. Bytes are passed on in
 * order and unchanged. Blocking sockets, two threads a direction: one reads and stamps each piece with the time of its
 * arrival, the other waits for that time and writes. (Netty's traffic shaping limits rates, but has no latency.)
 */
final class Proxy implements AutoCloseable {

    private static final int PIECE_BYTES = 1 << 14;
    private static final int PIECES_UNDER_WAY = 1 << 10;
    private static final int BACKLOG = 1_000;
    private static final Piece END = new Piece(new byte[0], 0);

    private final Supplier<InetSocketAddress> target;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Lane in = new Lane();
    private final Lane out = new Lane();
    private final Map<Way, Gate> gates = Map.of(Way.TO_NODE, new Gate(), Way.FROM_NODE, new Gate());
    private volatile Link link;

    /** Bytes that arrive at a time of {@link System#nanoTime()}; known by identity, as {@link #END} is. */
    private static final class Piece {
        private final byte[] bytes;
        private final long arrival;

        private Piece(byte[] bytes, long arrival) {
            this.bytes = bytes;
            this.arrival = arrival;
        }
    }

    /**
     * Listens at a port of its own.
     *
     * @param target where the server is, asked for each connection
     */
    Proxy(Supplier<InetSocketAddress> target, Link link, ExecutorService threads) {
        this.target = target;
        this.link = link;
        this.threads = threads;
        try {
            this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new LabException("no port is left for the network's proxies", "loopback", e.getMessage(), null, e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    Link link() {
        return link;
    }

    void link(Link next) {
        link = next;
        if (next.cut()) {
            open.forEach(Proxy::closeQuietly);
        }
    }

    Gate gate(Way way) {
        return gates.get(way);
    }

    long bytesIn() {
        return in.bytes();
    }

    long bytesOut() {
        return out.bytes();
    }

    /** True as soon as everybody who is connected now has been told that the connection has ended. */
    BooleanSupplier ended() {
        List<Socket> now = List.copyOf(clients);
        return () -> now.stream().allMatch(client -> client.isClosed() || client.isOutputShutdown());
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(Proxy::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    /** TCP's handshake takes a round trip before the first byte may go. */
    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        clients.add(client);
        open.add(server);
        try {
            if (link.cut() || listener.isClosed()) {
                throw new IOException("cut");
            }
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target.get());
            parkUntil(System.nanoTime() + link.roundTrip().toNanos());
            direction(client, server, in, gate(Way.TO_NODE));
            direction(server, client, out, gate(Way.FROM_NODE));
        } catch (IOException | LabException e) {
            end(client, server);
        }
    }

    private void direction(Socket from, Socket to, Lane lane, Gate gate) {
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(PIECES_UNDER_WAY);
        threads.execute(() -> read(from, to, lane, underWay, gate));
        threads.execute(() -> write(from, to, underWay, gate));
    }

    private void read(Socket from, Socket to, Lane lane, BlockingQueue<Piece> underWay, Gate gate) {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            InputStream stream = from.getInputStream();
            for (int size = stream.read(buffer); size >= 0; size = stream.read(buffer)) {
                underWay.put(new Piece(Arrays.copyOf(buffer, size), lane.arrival(size, link)));
            }
            endIfHeld(gate, from, to);
            underWay.put(END);
        } catch (IOException e) {
            end(from, to);
            underWay.offer(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(from, to);
        }
    }

    /** What has not gone by now never went. */
    private void endIfHeld(Gate gate, Socket from, Socket to) {
        if (gate.isShut()) {
            end(from, to);
        }
    }

    private void write(Socket from, Socket to, BlockingQueue<Piece> underWay, Gate gate) {
        try {
            OutputStream stream = to.getOutputStream();
            for (Piece piece = underWay.take(); piece != END; piece = underWay.take()) {
                parkUntil(piece.arrival);
                gate.await();
                stream.write(piece.bytes);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                end(from, to);
            }
        } catch (IOException e) {
            end(from, to);
            underWay.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        List<Socket> both = List.of(one, other);
        open.removeAll(both);
        clients.removeAll(both);
        closeQuietly(one);
        closeQuietly(other);
    }

    private static void parkUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0 && !Thread.currentThread().isInterrupted();
                left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // the thread that reads or writes there learns it from its own call, and ends the connection
        }
    }
}
