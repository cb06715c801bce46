package shardlab;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Another account of the machine: it listens where a server of the lab listened, speaks just enough of PostgreSQL's
 * protocol to ask for a password, and keeps whatever it is told after that.
 */
public final class Thief implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;

    private final ServerSocket listener;
    private volatile Trick trick;
    private volatile SSLContext tls;
    private final List<String> loot = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger visitors = new AtomicInteger();

    /** What it asks for. */
    public enum Trick { CLEAR_TEXT, MD5, SCRAM_WITH_A_WRONG_SIGNATURE, SCRAM_WITHOUT_A_SIGNATURE, NOTHING }

    /** Listens at a port of loopback and asks for clear text. */
    public Thief(int port) throws IOException {
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.trick = Trick.CLEAR_TEXT;
        daemon(this::listen);
    }

    /**
     * Asks for something else from now on.
     *
     * @param certificate what it shows to clients that want TLS; null to say that it has none
     */
    public void play(Trick other, SSLContext certificate) {
        trick = other;
        tls = certificate;
        visitors.set(0);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections it had in this disguise. */
    public int visitors() {
        return visitors.get();
    }

    /** All passwords, proofs and statements that clients sent. */
    public List<String> loot() {
        return List.copyOf(loot);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        List.copyOf(open).forEach(Thief::closeQuietly);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket visitor = listener.accept();
                visitors.incrementAndGet();
                open.add(visitor);
                daemon(() -> rob(visitor));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void rob(Socket visitor) {
        try (Socket socket = greeted(visitor)) {
            if (socket != null) {
                ask(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            }
        } catch (IOException refused) {
            // the client has gone, which is what it should do
        }
    }

    /** Past the requests for encryption and the startup message; null if the client wanted something else. */
    private Socket greeted(Socket visitor) throws IOException {
        Socket socket = visitor;
        while (true) {
            var in = new DataInputStream(socket.getInputStream());
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            switch (ByteBuffer.wrap(body).getInt()) {
                case SSL_REQUEST -> socket = tls == null ? refused(socket) : secured(socket);
                case GSS_REQUEST -> socket = refused(socket);
                case CANCEL_REQUEST -> {
                    return null;
                }
                default -> {
                    return socket;
                }
            }
        }
    }

    private static Socket refused(Socket socket) throws IOException {
        socket.getOutputStream().write('N');
        return socket;
    }

    private Socket secured(Socket socket) throws IOException {
        socket.getOutputStream().write('S');
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    private void ask(DataInputStream in, OutputStream out) throws IOException {
        switch (trick) {
            case CLEAR_TEXT -> {
                send(out, 'R', number(3));
                take(in);
            }
            case MD5 -> {
                send(out, 'R', number(5), new byte[] {1, 2, 3, 4});
                take(in);
            }
            case SCRAM_WITH_A_WRONG_SIGNATURE, SCRAM_WITHOUT_A_SIGNATURE -> scram(in, out);
            default -> { }
        }
        letIn(out);
        while (true) {
            take(in);
        }
    }

    private void scram(DataInputStream in, OutputStream out) throws IOException {
        String mechanisms = tls == null ? "SCRAM-SHA-256\0\0" : "SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0";
        send(out, 'R', number(10), bytes(mechanisms));
        String first = take(in);
        String nonce = first.substring(first.lastIndexOf("r=") + 2);
        send(out, 'R', number(11), bytes("r=" + nonce + "thief,s=QSXCR+Q6sek8bf92,i=4096"));
        take(in);
        if (trick == Trick.SCRAM_WITH_A_WRONG_SIGNATURE) {
            send(out, 'R', number(12), bytes("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        }
    }

    private static void letIn(OutputStream out) throws IOException {
        send(out, 'R', number(0));
        send(out, 'S', bytes("server_version\00018.6\0"));
        send(out, 'K', number(1), number(1));
        send(out, 'Z', bytes("I"));
    }

    /** Keeps one message of the client. */
    private String take(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (kind != 'X') {
            loot.add(kind + " " + text);
        }
        return text;
    }

    private static void send(OutputStream out, char kind, byte[]... parts) throws IOException {
        int size = 4;
        for (byte[] part : parts) {
            size += part.length;
        }
        var message = ByteBuffer.allocate(size + 1).put((byte) kind).putInt(size);
        for (byte[] part : parts) {
            message.put(part);
        }
        out.write(message.array());
        out.flush();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "thief");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // gone already
        }
    }
}
