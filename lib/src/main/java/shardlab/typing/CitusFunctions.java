package shardlab.typing;

import shardlab.sql.SqlFile;

/** What Citus says of its functions, for servers whose functions of these names have no comment: a file of Citus 13.2's. */
final class CitusFunctions {

    private CitusFunctions() {
    }

    /** One phrase; empty if there is none. */
    static String comment(String name) {
        return SqlFile.read("typing/citus_functions.tsv").lines().filter(line -> line.startsWith(name + "\t"))
                .map(line -> line.substring(name.length() + 1)).findFirst().orElse("");
    }
}
