package shardlab.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./lab bench}: measurements that anybody can repeat. One subcommand each. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measurements that can be repeated. Quiet the machine first.",
        subcommands = {BenchStart.class, LoadBench.class, BenchHarness.class, BenchJoins.class,
            BenchEngines.class, BenchClients.class,
            BenchInserts.class, BenchDistribution.class, BenchTransactions.class, BenchConnections.class, BenchCrashes.class,
            BenchWatch.class, BenchAdvisor.class,
            BenchAll.class})
public final class Bench implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }
}
