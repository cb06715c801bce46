package shardlab.advise;

import java.util.Optional;
import java.util.stream.Collectors;

/** What mends a statement that would leave a row without a value of the distribution column, or give it another. */
final class KeyChanges {

    private KeyChanges() {
    }

    /** Empty if a statement does neither. */
    static Optional<String> mend(QueryFacts facts, Design design, SourceSchema schema) {
        Optional<Occurrence> write = facts.write().filter(each -> design.of(each.table()).isDistributed());
        if (write.isEmpty()) {
            return Optional.empty();
        }
        AdviseTable table = schema.tables().get(write.get().table());
        AdviseColumn key = table.columns().get(design.of(table.name()).column());
        if (facts.changed().contains(key.name())) {
            return Optional.of(facts.operation().equals("Update") ? moved(table, key) : "leave " + key.sql()
                    + " out of what it sets: the row that is there has that value, or lies in another shard");
        }
        return facts.withoutValue().contains(key.name()) ? Optional.of("give a value of " + key.sql() + ": INSERT INTO "
                + table.sql() + " (" + key.sql() + ", …) VALUES (…)") : Optional.empty();
    }

    private static String moved(AdviseTable table, AdviseColumn key) {
        String others = table.columns().values().stream().filter(each -> !each.equals(key)).map(AdviseColumn::sql)
                .collect(Collectors.joining(", "));
        String columns = others.isEmpty() ? "" : ", " + others;
        return "WITH moved AS (DELETE FROM " + table.sql() + " WHERE … RETURNING *) INSERT INTO " + table.sql() + " ("
                + key.sql() + columns + ") SELECT …" + columns + " FROM moved;";
    }
}
