package shardlab.process;

import java.util.Map;

/** Prints the environment that a program gets. */
final class EnvironmentProbe {

    private EnvironmentProbe() {
    }

    public static void main(String[] arguments) {
        System.out.println(Program.of("env").with(Map.of("PGHOST", "given")).run().output());
    }
}
