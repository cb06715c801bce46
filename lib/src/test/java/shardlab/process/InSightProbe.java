package shardlab.process;

/** Runs a program in sight, and says how it ended. */
public final class InSightProbe {

    private InSightProbe() {
    }

    /** The program and its arguments. */
    public static void main(String[] command) {
        System.out.println("status " + Program.of(command).runInSight());
    }
}
