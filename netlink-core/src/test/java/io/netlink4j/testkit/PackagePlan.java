package io.netlink4j.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of one module, with the packages that each may use. A test of the module checks the plan against the compiled classes and
 * the source files.
 */
public final class PackagePlan {
    private static final int MOST_FILES = 30;

    private final String root;
    private final Map<String, List<String>> uses = new LinkedHashMap<>();
    private final Set<String> oneFilePerKind = new TreeSet<>();
    private final JavaClasses classes;

    /**
     * A plan without packages.
     *
     * @param root the package that all packages of the module begin with
     */
    public PackagePlan(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** Adds a package that uses only the packages {@code others} of this project. */
    public PackagePlan add(String name, String... others) {
        uses.put(name, List.of(others));
        return this;
    }

    /** Adds a package with a file for each kind of something, which may have more than 30 files. */
    public PackagePlan addKinds(String name, String... others) {
        oneFilePerKind.add(name);
        return add(name, others);
    }

    /** Checks that the module has exactly the packages of the plan. */
    public void checkPackages() {
        Set<String> present = classes.stream()
                .map(type -> type.getPackage())
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(present).as("the packages of " + root).isEqualTo(new TreeSet<>(uses.keySet()));
    }

    /** Checks that each package uses no others than its plan says. */
    public void checkUses() {
        uses.forEach((name, others) -> noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(resideInAPackage("io.netlink4j..")
                        .and(not(resideInAPackage(name)))
                        .and(not(resideInAnyPackage(others.toArray(String[]::new)))))
                .as(name + " uses only " + others)
                .check(classes));
    }

    /** Checks that no packages use each other in a circle. */
    public void checkNoCircles() {
        slices().matching("io.netlink4j.(**)").should().beFreeOfCycles().check(classes);
    }

    /** Checks that no classes initialize each other. */
    public void checkInitializers() {
        assertThat(new StaticInitializers(classes).circles())
                .as("classes that initialize each other")
                .isEmpty();
    }

    /** Checks that each package has at most 30 files, and one that says what it is for. */
    public void checkFiles() {
        Map<String, Long> tooMany = new TreeMap<>();
        for (String name : uses.keySet()) {
            Path directory = Path.of("src/main/java", name.split("\\.", -1));
            assertThat(directory.resolve("package-info.java")).exists();
            long files = count(directory);
            if (files > MOST_FILES && !oneFilePerKind.contains(name)) {
                tooMany.put(name, files);
            }
        }
        assertThat(tooMany)
                .as("packages with more than " + MOST_FILES + " files")
                .isEmpty();
    }

    private static long count(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
