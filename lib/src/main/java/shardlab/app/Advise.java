package shardlab.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.advise.Advice;
import shardlab.advise.AdvicePage;
import shardlab.advise.Advisor;
import shardlab.advise.Rule;
import shardlab.cluster.Cluster;
import shardlab.engine.Engines;
import shardlab.report.AdviceReport;
import shardlab.sql.Server;

/** {@code ./lab advise}. */
@Command(name = "advise", description = "Ranks designs for your own tables: which distribution column, which reference "
        + "tables, what stands in the way. --url URL reads a PostgreSQL 13 or newer, and changes nothing there.")
final class Advise implements Callable<Integer> {

    private static final String SOURCE = "say --schema FILE --queries FILE, or --url URL";

    @Option(names = "--schema", paramLabel = "FILE", description = "the schema, as pg_dump --schema-only writes it")
    private Path schema;

    @Option(names = "--queries", paramLabel = "FILE",
            description = "the queries, each after comments such as -- weight: 40, -- name: …, -- transaction: …")
    private Path queries;

    @Option(names = "--rows", paramLabel = "FILE", description = "a CSV of table,rows")
    private Path rows;

    @Option(names = "--values", paramLabel = "FILE",
            description = "a CSV of table,column,value,share: how often values come, from 0 to 1 of the rows")
    private Path values;

    @Option(names = "--sample", paramLabel = "ROWS",
            description = "with --url: read so many rows of each table at most, to know how often values come; without it "
                    + "none")
    private Long sample;

    @Option(names = "--rule", paramLabel = "FILE", description = "numbers of the rule that are to be others")
    private Path rule;

    @Option(names = "--out", paramLabel = "FOLDER",
            description = "where advice.html, advice.md, advice.json and a script of each design go; without it the "
                    + "Markdown is printed")
    private Path folder;

    @Override
    public Integer call() {
        Optional<String> url = Optional.ofNullable(System.getenv("SHARDLAB_URL")).filter(text -> !text.isBlank());
        if (url.isPresent() == (schema != null)) {
            throw new LabException(schema == null ? "there is no schema to read" : "a URL and a file are two schemas",
                    SOURCE);
        }
        var advisor = new Advisor(rule == null ? Rule.ofTheLab() : Rule.read(rule), new ConsoleProgress());
        advisor = text(values).map(advisor::withValues).orElse(advisor);
        advisor = sample == null ? advisor : advisor.sampling(sample);
        Advice advice = schema == null ? fromServer(advisor, Engines.serverAt(url.orElseThrow().strip()))
                : fromFiles(advisor);
        tell(advice);
        return 0;
    }

    /** The source is only read. */
    private Advice fromServer(Advisor advisor, Server source) {
        try (Cluster cluster = JudgeCluster.of(System.getenv()).find().orElse(null)) {
            Advisor judged = cluster == null ? advisor : advisor.judgedBy(cluster.coordinator());
            return judged.fromServer(source, text(queries), text(rows));
        }
    }

    private Advice fromFiles(Advisor advisor) {
        String given = text(queries).orElseThrow(() ->
                new LabException("there are no queries to judge a design by", SOURCE));
        String tables = text(schema).orElseThrow();
        Optional<String> counts = text(rows);
        try (var cluster = JudgeCluster.of(System.getenv()).open(new ConsoleProgress())) {
            return advisor.fromFiles(cluster.coordinator(), tables, given, counts);
        }
    }

    private void tell(Advice advice) {
        if (folder == null) {
            System.out.print(AdvicePage.markdown(advice));
            return;
        }
        AdvicePage.write(advice, folder);
        AdviceReport.write(advice, folder.resolve("advice.html"));
        var table = new TextTable("design", "cost", "").alignRight(0).alignRight(1);
        advice.designs().forEach(each -> table.row(Integer.toString(each.rank()), String.format(Locale.ROOT,
                "%,.1f", each.cost()), (each.close() ? "close: " : "") + each.design().summary()));
        System.out.print(table);
        System.out.println(advice.queries().size() + " statements judged by " + advice.judgedBy() + "; "
                + advice.looked() + " designs looked at");
        advice.unread().forEach(what -> System.out.println("not read: " + what));
        System.out.println(folder.toAbsolutePath().normalize().resolve("advice.html"));
    }

    private static Optional<String> text(Path file) {
        try {
            return file == null ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw FileProblem.of("cannot read a file of the advice", file, e,
                    "name a file of UTF-8 text that this account may read");
        }
    }
}
