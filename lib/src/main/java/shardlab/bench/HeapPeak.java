package shardlab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;

/** The most heap that this process used at once, garbage that was not collected yet included. */
final class HeapPeak {

    private static final double MEGABYTE = 1e6;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).toList();

    /** Counts from now on. */
    HeapPeak() {
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Bytes; each pool's own peak, added up: never too few. */
    long bytes() {
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    /** Such as {@code Heap used at most: 143 MB of the 512 MB allowed}. */
    String sentence() {
        return String.format(Locale.ROOT, "Heap used at most: %.0f MB of the %.0f MB allowed, garbage included",
                bytes() / MEGABYTE, Runtime.getRuntime().maxMemory() / MEGABYTE);
    }
}
