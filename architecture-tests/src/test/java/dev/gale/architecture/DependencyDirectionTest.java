package dev.gale.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module and which package may import which, as data. A rule that doesn't hold breaks the build. */
class DependencyDirectionTest {
    /** Module, by its folder, to the modules that it may see. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            Map.entry("topology-api", Set.of()),
            Map.entry("kernel", Set.of()),
            Map.entry("submission", Set.of("topology-api")),
            Map.entry("config", Set.of("topology-api", "kernel")),
            Map.entry("coordination", Set.of("topology-api", "kernel")),
            Map.entry("worker", Set.of("topology-api", "kernel")),
            Map.entry("worker-process", Set.of("topology-api", "kernel", "submission", "coordination", "worker")),
            Map.entry("supervisor", Set.of("topology-api", "kernel", "submission", "coordination")),
            Map.entry("nimbus", Set.of("topology-api", "kernel", "submission", "coordination")),
            Map.entry("local", Set.of("topology-api", "kernel", "worker")),
            Map.entry(
                    "cli",
                    Set.of(
                            "topology-api",
                            "kernel",
                            "config",
                            "submission",
                            "coordination",
                            "worker",
                            "worker-process",
                            "nimbus",
                            "supervisor",
                            "local")),
            Map.entry("examples", Set.of("topology-api", "kernel", "worker", "local")),
            Map.entry("benchmarks/harness", Set.of()),
            Map.entry(
                    "benchmarks/gale",
                    Set.of(
                            "topology-api",
                            "kernel",
                            "submission",
                            "coordination",
                            "worker",
                            "worker-process",
                            "nimbus",
                            "supervisor",
                            "local",
                            "benchmarks/harness")),
            Map.entry("benchmarks/driver", Set.of("benchmarks/harness")));

    /** Third-party packages to the only packages of ours that may see them, beside the user API where it shows them. */
    private static final Map<String, String[]> THIRD_PARTY = new TreeMap<>(Map.ofEntries(
            only("com.lmax.disruptor..", "dev.gale.worker.handoff..", "dev.gale.benchmarks.raw.."),
            only(
                    "com.esotericsoftware.kryo..",
                    "dev.gale.worker.codec..",
                    "dev.gale.serialization..",
                    "dev.gale",
                    "dev.gale.testing.."),
            only("dev.failsafe..", "dev.gale.supervisor.fetch..", "dev.gale.supervisor.report..", "dev.gale.cli.."),
            only("io.netty..", "dev.gale.worker.transport..", "dev.gale.benchmarks.."),
            only("io.undertow..", "dev.gale.nimbus.http.."),
            only("org.xnio..", "dev.gale.nimbus.http.."),
            only("org.HdrHistogram..", "dev.gale.worker.report..", "dev.gale.benchmarks.harness.."),
            only("org.agrona..", "dev.gale.worker.."),
            only(
                    "picocli..",
                    "dev.gale.examples..",
                    "dev.gale.benchmarks..",
                    "dev.gale.cli.command..",
                    "dev.gale.worker.process.."),
            only("org.apache.curator..", "dev.gale.coordination.zookeeper.."),
            only("org.apache.zookeeper..", "dev.gale.coordination.zookeeper..", "dev.gale.coordination.embedded.."),
            only(
                    "tools.jackson..",
                    "dev.gale.benchmarks..",
                    "dev.gale.cli.json..",
                    "dev.gale.config",
                    "dev.gale.coordination.json..",
                    "dev.gale.nimbus.http..",
                    "dev.gale.submission..",
                    "dev.gale.worker.process..")));

    private static Map.Entry<String, String[]> only(String library, String... packages) {
        return Map.entry(library, packages);
    }

    /**
     * The user API is one piece: Storm's signatures make its packages name each other (tuple, task and generated, for
     * example), and the local mode's front adds to them under Storm's names. Everything behind is free of cycles.
     */
    private static final String[] USER_API = {
        "dev.gale",
        "dev.gale.annotation..",
        "dev.gale.generated..",
        "dev.gale.grouping..",
        "dev.gale.hooks..",
        "dev.gale.lambda..",
        "dev.gale.metric..",
        "dev.gale.policy..",
        "dev.gale.serialization..",
        "dev.gale.spout..",
        "dev.gale.task..",
        "dev.gale.testing..",
        "dev.gale.thrift..",
        "dev.gale.topology..",
        "dev.gale.tuple..",
        "dev.gale.utils.."
    };

    private static final JavaClasses GALE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gale");

    static Set<String> modules() {
        return MODULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldSeeOnlyTheModulesItMaySee(String module) {
        Set<String> forbidden = new TreeSet<>(MODULES.keySet());
        forbidden.removeAll(MODULES.get(module));
        forbidden.remove(module);

        noClasses()
                .that(areIn(Set.of(module)))
                .should()
                .dependOnClassesThat(areIn(forbidden))
                .allowEmptyShould(false)
                .because("module " + module + " may see only " + MODULES.get(module))
                .check(GALE);
    }

    @Test
    void shouldKnowEveryModuleWithClasses() {
        Set<String> found = new TreeSet<>();
        GALE.forEach(type -> found.add(moduleOf(type)));

        assertThat(found).isEqualTo(new TreeSet<>(MODULES.keySet()));
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().assignedFrom(new PackagesBehindTheUserApi())
                .should()
                .beFreeOfCycles()
                .check(GALE);
    }

    static Set<String> thirdParties() {
        return THIRD_PARTY.keySet();
    }

    @ParameterizedTest
    @MethodSource("thirdParties")
    void shouldKeepThirdPartyTypesInOnePlace(String library) {
        noClasses()
                .that(resideOutsideOfPackages(THIRD_PARTY.get(library)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because(library + " is for " + Arrays.toString(THIRD_PARTY.get(library)) + " only")
                .check(GALE);
    }

    @Test
    void shouldKeepTheTupleFreeOfTheStepsOfItsWay() {
        classes()
                .that()
                .resideInAPackage("dev.gale.worker.tuple..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackages("dev.gale.worker..", "dev.gale.kernel..")
                        .or(resideInAPackage("dev.gale.worker.tuple..")))
                .check(GALE);
    }

    @Test
    void shouldScheduleWithTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("dev.gale.nimbus.schedule..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..").or(resideInAPackage("dev.gale.nimbus.schedule..")))
                .check(GALE);
    }

    @Test
    void shouldReadTheClockOnlyThroughTheInjectedOne() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.gale.worker..", "dev.gale.coordination..", "dev.gale.nimbus..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(GALE);
    }

    @Test
    void shouldNeverEndTheUsersJvm() {
        noClasses()
                .that(resideOutsideOfPackages("dev.gale.examples..", "dev.gale.benchmarks..", "dev.gale.cli.launch.."))
                .and(areNotMainClassesOfDaemons())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(GALE);
    }

    /** They have their JVM to themselves. */
    private static DescribedPredicate<JavaClass> areNotMainClassesOfDaemons() {
        return DescribedPredicate.describe(
                "are not main classes of daemons",
                type -> !Set.of("dev.gale.worker.process.WorkerMain").contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> areIn(Set<String> modules) {
        return DescribedPredicate.describe("are in " + modules, type -> modules.contains(moduleOf(type)));
    }

    /**
     * From where the class was read: {@code .../<module>/target/classes/...} or {@code .../gale-<module>-....jar}; the jar of
     * {@code benchmarks/x} is called {@code gale-benchmark-x}.
     */
    private static String moduleOf(JavaClass type) {
        String source =
                type.getSource().map(found -> found.getUri()).map(URI::toString).orElse("");
        return MODULES.keySet().stream()
                .filter(module -> source.contains("/" + module + "/target/")
                        || source.contains("/gale-" + module.replace("benchmarks/", "benchmark-") + "-"))
                // A module's name may begin with another's.
                .max(Comparator.comparingInt(String::length))
                .orElse(source.contains("dev/gale/") ? "unknown module of " + source : "not Gale");
    }

    private static final class PackagesBehindTheUserApi implements SliceAssignment {
        private final DescribedPredicate<JavaClass> userApi = DescribedPredicate.or(List.of(USER_API).stream()
                .map(JavaClass.Predicates::resideInAPackage)
                .toList());

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().startsWith("dev.gale") || userApi.test(type)) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "the packages behind the user API";
        }
    }
}
