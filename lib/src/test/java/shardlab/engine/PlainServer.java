package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import shardlab.sql.Server;

/** A PostgreSQL as initdb leaves it, without any setting of the lab. */
public final class PlainServer implements AutoCloseable {

    private static final String PASSWORD = "plain-secret-word";

    private final Postgres postgres;
    private final ServerProcess process;
    private final Server server;

    private PlainServer(Postgres postgres, ServerProcess process, Server server) {
        this.postgres = postgres;
        this.process = process;
        this.server = server;
    }

    /** Starts one in an empty folder, by the programs in another. */
    public static PlainServer in(Path folder, Path bin) throws IOException {
        ServerAccount account = ServerAccount.choose();
        var postgres = new Postgres(bin, "18", account);
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        account.own(folder);
        Path data = folder.resolve("data");
        postgres.initdb(List.of("-D", data.toString(), "--username=postgres", "--auth=scram-sha-256",
                "--pwfile=" + password, "--no-sync", "--locale=C"), folder).orFail("initdb failed", folder.toString(), "");
        Path settings = data.resolve("postgresql.conf");
        Files.writeString(settings, Files.readString(settings) + "\nunix_socket_directories = ''\n");
        int port = Ports.free(1, folder, List.of()).get(0);
        var process = new ServerProcess("plain", data, folder.resolve("log"));
        process.start(postgres, port, Map.of());
        return new PlainServer(postgres, process,
                new Server("source", Ports.LOOPBACK, port, "postgres", "postgres", PASSWORD));
    }

    /** Its login as superuser. */
    public Server server() {
        return server;
    }

    @Override
    public void close() {
        process.stop(postgres, "immediate");
    }
}
