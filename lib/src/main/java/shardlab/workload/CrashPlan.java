package shardlab.workload;

import java.util.List;
import java.util.Random;

/**
 * What is to crash, drawn at random.
 *
 * @param number    from 1
 * @param pair      the two accounts, on two workers
 * @param phase     when
 * @param role      at which node
 * @param bystander the group of a worker that has no part in it; 0 if there is none
 * @param kind      what crashes there
 */
record CrashPlan(int number, TransferPair pair, CrashPhase phase, CrashRole role, int bystander, CrashKind kind) {

    private static final int ACCOUNT = 1;

    /** Draws crashes in an order that the seed decides. */
    static final class Dice {

        private final Random random;
        private final List<TransferPlace> places;
        private final List<CrashPhase> phases;
        private final List<CrashKind> kinds;
        private int number;

        Dice(long seed, List<TransferPlace> places, List<CrashPhase> phases, List<CrashKind> kinds) {
            this.random = new Random(seed);
            this.places = places;
            this.phases = phases;
            this.kinds = kinds;
        }

        CrashPlan next() {
            TransferPlace from = one(places);
            TransferPlace to = one(places.stream().filter(place -> place.groupId() != from.groupId()).toList());
            List<Integer> bystanders = places.stream().map(TransferPlace::groupId).distinct().sorted()
                    .filter(group -> group != from.groupId() && group != to.groupId()).toList();
            List<CrashRole> roles = bystanders.isEmpty()
                    ? List.of(CrashRole.COORDINATOR, CrashRole.FIRST, CrashRole.SECOND) : List.of(CrashRole.values());
            return new CrashPlan(++number, new TransferPair(from.branch(), ACCOUNT, to.branch(), ACCOUNT), one(phases),
                    one(roles), bystanders.isEmpty() ? 0 : one(bystanders), one(kinds));
        }

        private <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
