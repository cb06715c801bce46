package shardlab.typing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.sql.SqlFile;

/**
 * The settings of Citus, for servers that do not list them: a file of what Citus 13.2 has in {@code pg_settings}.
 *
 * @param name        with its prefix
 * @param type        {@code bool}, {@code integer}, {@code real}, {@code enum} or {@code string}
 * @param usual       its value unless it is set
 * @param values      what an enum can be, parted by commas
 * @param description one sentence
 */
record CitusSettings(String name, String type, String usual, String values, String description) {

    static final String PREFIX = "citus.";

    static Stream<CitusSettings> beginning(String text) {
        return SqlFile.read("typing/citus_settings.tsv").lines().map(line -> line.split("\t", -1))
                .map(cells -> new CitusSettings(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .filter(each -> each.name.startsWith(text.toLowerCase(Locale.ROOT)));
    }

    static Optional<CitusSettings> of(String name) {
        return beginning(name).filter(each -> each.name.equalsIgnoreCase(name)).findFirst();
    }

    static List<Proposal> values(String setting) {
        return of(setting).stream().flatMap(each -> Stream.concat(each.type.equals("bool") ? Stream.of("on", "off")
                : Arrays.stream(each.values.split(",")).filter(value -> !value.isEmpty()), Stream.of("default")))
                .map(value -> new Proposal(value, "value")).toList();
    }

    SqlThing described() {
        String choices = values.isEmpty() ? "" : "\none of " + values.replace(",", ", ");
        return new SqlThing("setting " + name + " of Citus, " + type + ", " + (usual.isEmpty() ? "''" : usual)
                + " unless it is set" + choices + "\n" + description
                + "\nThis server is no Citus, and heeds few of its settings: docs/embedded_engine.md.", null);
    }
}
