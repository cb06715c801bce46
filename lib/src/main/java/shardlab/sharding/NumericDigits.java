package shardlab.sharding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A number as PostgreSQL's {@code numeric} stores it: digits of base 10,000 without zeros at either end, the first
 * worth 10,000 to the power of {@code weight} (src/backend/utils/adt/numeric.c). The sign is no part of the hash.
 */
record NumericDigits(List<Short> digits, int weight) {

    private static final int DECIMALS_A_DIGIT = 4;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);

    static NumericDigits of(BigDecimal value) {
        int fraction = Math.max(0, Math.floorDiv(value.scale() + DECIMALS_A_DIGIT - 1, DECIMALS_A_DIGIT));
        BigInteger rest = value.abs().movePointRight(fraction * DECIMALS_A_DIGIT).toBigIntegerExact();
        Deque<Short> digits = new ArrayDeque<>();
        int lowest = -fraction;
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            if (digits.isEmpty() && parts[1].signum() == 0) {
                lowest++;
            } else {
                digits.addFirst(parts[1].shortValue());
            }
            rest = parts[0];
        }
        return new NumericDigits(List.copyOf(digits), lowest + digits.size() - 1);
    }

    /** {@code hash_numeric()}: of the digits, with the weight mixed in; zero has no digits and hashes to -1. */
    int hash() {
        if (digits.isEmpty()) {
            return -1;
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * digits.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (short digit : digits) {
            bytes.putShort(digit);
        }
        return PostgresHash.hashBytes(bytes.array()) ^ weight;
    }
}
