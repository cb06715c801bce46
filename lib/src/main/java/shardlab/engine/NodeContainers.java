package shardlab.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.TestcontainersConfiguration;
import shardlab.LabException;

/**
 * Starts containers through Testcontainers. They are reusable ones, which outlive this process: no Ryuk container ends
 * them with it, since the cluster has to outlive the kernel. {@link DockerEngine} finds them by their labels instead.
 */
final class NodeContainers {

    private static final long MEGABYTE = 1024L * 1024;
    private static final long SHARED_MEMORY_BYTES = 256 * MEGABYTE;
    private static final long COORDINATOR_BYTES = 1024 * MEGABYTE;
    private static final long WORKER_BYTES = 768 * MEGABYTE;

    /** The lab asks the servers itself; the image's own check every four seconds would show in measurements. */
    private static final HealthCheck NO_CHECKS = new HealthCheck().withTest(List.of("NONE"));

    private final String image;
    private final String network;
    private final Map<String, String> labels;
    private final Map<String, String> environment;
    private final String[] command;

    /**
     * @param image       the image
     * @param network     the network's name
     * @param labels      of every container
     * @param environment of every container
     * @param command     what they run
     */
    NodeContainers(String image, String network, Map<String, String> labels, Map<String, String> environment,
                   String... command) {
        this.image = image;
        this.network = network;
        this.labels = labels;
        this.environment = environment;
        this.command = command;
    }

    /** Lets Testcontainers make containers that outlive this process, where the docker command finds Docker. */
    static void configure(String host) {
        var settings = TestcontainersConfiguration.getInstance().getUserProperties();
        settings.setProperty("testcontainers.reuse.enable", "true");
        settings.setProperty("checks.disable", "true");
        if (System.getenv("DOCKER_HOST") == null) {
            settings.setProperty("docker.host", host);
        }
    }

    /**
     * Creates and starts one, with its data in a volume; does not wait until it answers.
     *
     * @param node   its name in the network
     * @param name   its name on this machine
     * @param volume the volume's name
     */
    void start(String node, String name, String volume) {
        // The container ends when the lab ends it, not with this object.
        @SuppressWarnings("resource")
        var container = new GenericContainer<>(image).withReuse(true);
        container.withNetworkMode(network).withEnv(environment).withCommand(command).withExposedPorts(Container.PORT)
                .withLabels(labels).withLabel(Container.NODE, node).withSharedMemorySize(SHARED_MEMORY_BYTES)
                .withCopyToContainer(Transferable.of(ComposeFile.initCitus()),
                        "/docker-entrypoint-initdb.d/002-init_citus.sql")
                .withCreateContainerCmdModifier(create -> describe(create, node, name, volume))
                .waitingFor(new StartedIsEnough());
        try {
            container.start();
        } catch (RuntimeException e) {
            throw new LabException("Docker did not start the container of " + node, name, rootMessage(e),
                    "free memory, disk or ports, then ./lab up --engine docker", e);
        }
    }

    private static void describe(CreateContainerCmd create, String node, String name, String volume) {
        HostConfig host = create.getHostConfig();
        host.withBinds(new Bind(volume, new Volume("/var/lib/postgresql")))
                .withMemory(node.equals(Container.NODES.get(0)) ? COORDINATOR_BYTES : WORKER_BYTES)
                .withPortBindings(new PortBinding(
                        com.github.dockerjava.api.model.Ports.Binding.bindIp(Ports.LOOPBACK),
                        ExposedPort.tcp(Container.PORT)));
        create.withName(name).withHostName(node).withAliases(node).withStopSignal("SIGINT")
                .withHealthcheck(NO_CHECKS);
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** The engine waits for an answer over TCP itself. */
    private static final class StartedIsEnough extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
        }
    }
}
