package shardlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which room may import which. The table is the design; README shows it as a picture. */
class ArchitectureTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::hasSource)
            .importPackages("shardlab");

    /** Each room with the rooms that it may import; the root package is open to all and imports none. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("sql", List.of()),
            Map.entry("typing", List.of("sql")),
            Map.entry("measure", List.of()),
            Map.entry("process", List.of()),
            Map.entry("files", List.of()),
            Map.entry("course", List.of("files")),
            Map.entry("image", List.of("files", "process")),
            Map.entry("engine", List.of("files", "image", "process", "sql")),
            Map.entry("cluster", List.of("engine", "files", "sql")),
            Map.entry("sharding", List.of("sql")),
            Map.entry("plan", List.of("sql", "sharding")),
            Map.entry("advise", List.of("plan", "sharding", "sql")),
            Map.entry("repartition", List.of("sql", "sharding")),
            Map.entry("retail", List.of("sql", "sharding")),
            Map.entry("workload", List.of("cluster", "measure", "plan", "repartition", "sql")),
            Map.entry("watch", List.of("cluster", "sql")),
            Map.entry("report", List.of("advise", "chart", "cluster", "sql")),
            Map.entry("chart", List.of("advise", "cluster", "measure", "plan", "repartition", "retail", "sharding", "watch",
                    "workload")),
            Map.entry("exercise", List.of("advise", "plan", "sql")),
            Map.entry("figures", List.of("chart", "cluster", "plan", "repartition", "retail", "sharding", "sql")),
            Map.entry("notebook", List.of("advise", "chart", "cluster", "course", "engine", "exercise", "figures", "files",
                    "image", "measure", "plan", "repartition", "retail", "sharding", "sql", "typing", "watch",
                    "workload")),
            Map.entry("bench", List.of("advise", "chart", "cluster", "engine", "figures", "files", "image", "measure",
                    "plan", "process", "repartition", "retail", "sharding", "sql", "watch", "workload")),
            Map.entry("app", List.of("advise", "bench", "chart", "cluster", "course", "engine", "figures", "files", "image",
                    "measure", "notebook", "plan", "process", "repartition", "report", "retail", "sharding", "sql", "typing",
                    "watch", "workload")));

    /** A class whose source was moved, renamed or removed stays in target until somebody cleans it. */
    private static boolean hasSource(Location location) {
        String path = location.asURI().getPath();
        String[] nested = path.substring(path.indexOf("shardlab/", path.indexOf("/classes/")),
                path.length() - ".class".length()).split("\\$", -1);
        Path source = Path.of("src/main/java", nested[0] + ".java");
        try {
            String name = nested[nested.length - 1].replaceAll(".*/|\\d+", "");
            return Files.exists(source) && (name.isEmpty() || name.equals("package-info")
                    || Pattern.compile("(class|record|enum|interface) " + name + "\\b")
                            .matcher(Files.readString(source)).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> aRoomImportsOnlyTheRoomsThatTheDesignGivesIt() {
        return rooms().stream().map(room -> DynamicTest.dynamicTest(room, () ->
                noClasses().that().resideInAPackage("shardlab." + room + "..")
                        .should().dependOnClassesThat(inAnotherRoomThan(room))
                        .allowEmptyShould(true)
                        .check(LIBRARY)));
    }

    @Test
    void everyRoomIsInTheDesign() {
        Set<String> found = LIBRARY.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("shardlab."))
                .map(name -> name.split("\\.", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms()).containsAll(found);
    }

    @Test
    void theRootPackageImportsNoRoom() {
        noClasses().that().resideInAPackage("shardlab")
                .should().dependOnClassesThat().resideInAPackage("shardlab.*..")
                .check(LIBRARY);
    }

    @Test
    void noRoomsImportEachOtherInACircle() {
        slices().matching("shardlab.(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void noTwoTypesHaveOneName() {
        Map<String, List<String>> byName = LIBRARY.stream()
                .filter(type -> !type.isNestedClass()
                        || (type.isMemberClass() && type.getModifiers().contains(JavaModifier.PUBLIC)))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(byName.values()).filteredOn(types -> types.size() > 1).isEmpty();
    }

    @Test
    void onlyTheChartRoomKnowsXChart() {
        onlyIn("chart", "org.knowm..");
    }

    @Test
    void onlyTheNotebookRoomKnowsJupyterAndTablesaw() {
        onlyIn("notebook", "org.dflib.jjava..", "tech.tablesaw..");
    }

    @Test
    void onlyTheMeasureRoomKnowsHdrHistogram() {
        onlyIn("measure", "org.HdrHistogram..");
    }

    @Test
    void onlyTheWorkloadRoomKnowsHikari() {
        onlyIn("workload", "com.zaxxer..");
    }

    @Test
    void onlyTheRoomsOfCommandsKnowPicocli() {
        onlyIn(List.of("app", "bench"), "picocli..");
    }

    @Test
    void onlyTheEngineRoomKnowsTestcontainers() {
        onlyIn("engine", "org.testcontainers..", "com.github.dockerjava..");
    }

    @Test
    void onlyTheProcessRoomStartsPrograms() {
        noClasses().that().resideOutsideOfPackage("shardlab.process..")
                .should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
                .check(LIBRARY);
    }

    private static void onlyIn(String room, String... packages) {
        onlyIn(List.of(room), packages);
    }

    private static void onlyIn(List<String> rooms, String... packages) {
        classes().that().resideOutsideOfPackages(rooms.stream().map(room -> "shardlab." + room + "..")
                        .toArray(String[]::new))
                .should().onlyDependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(packages)))
                .check(LIBRARY);
    }

    private static DescribedPredicate<JavaClass> inAnotherRoomThan(String room) {
        String[] open = Stream.concat(Stream.of(room), IMPORTS.get(room).stream())
                .map(name -> "shardlab." + name + "..")
                .toArray(String[]::new);
        return resideInAPackage("shardlab.*..").and(DescribedPredicate.not(resideInAnyPackage(open)))
                .as("in a room other than %s", Arrays.toString(open));
    }

    private static Set<String> rooms() {
        return new TreeSet<>(IMPORTS.keySet());
    }
}
