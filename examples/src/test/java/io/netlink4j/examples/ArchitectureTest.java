package io.netlink4j.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no class of the libraries may do. The packages of each module are tested in that module. */
final class ArchitectureTest {
    private static final String CORE = "io.netlink4j.core";
    private static final String LINUX = CORE + ".linux";
    private static final String RESOLVE = CORE + ".resolve";
    private static final String RTNL = "io.netlink4j.rtnl";
    private static final String NFT = "io.netlink4j.nft";

    private static final JavaClasses LIBRARIES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE, RTNL, NFT);

    static Stream<Named<ArchRule>> rings() {
        return named(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(LINUX)
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(Linker.class, SymbolLookup.class)
                        .because("one package is enough to look at when something native goes wrong"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(RESOLVE + ".DnsQuery")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.xbill..")
                        .because("dnsjava is optional"));
    }

    static Stream<Named<ArchRule>> bans() {
        return named(
                noClasses()
                        .should()
                        .callConstructor(ProcessBuilder.class, String[].class)
                        .orShould()
                        .callConstructor(ProcessBuilder.class, List.class)
                        .because("a library that needs another program is not in-process"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(CORE + ".program.Program")
                        .should()
                        .callMethod(ProcessBuilder.class, "start")
                        .orShould()
                        .callMethod(ProcessBuilder.class, "startPipeline", List.class)
                        .because("one class starts the programs of users"),
                noCallOf(Runtime.class, "exec", String.class),
                noCallOf(Runtime.class, "exec", String[].class),
                noCallOf(Runtime.class, "exec", String[].class, String[].class),
                noCallOf(Runtime.class, "exit", int.class),
                noCallOf(System.class, "exit", int.class),
                noCallOf(InetAddress.class, "getByName", String.class),
                noCallOf(InetAddress.class, "getAllByName", String.class),
                noClasses()
                        .should()
                        .callConstructor(InetSocketAddress.class, String.class, int.class)
                        .because("it asks DNS"),
                noClasses().should().accessField(System.class, "out"),
                noClasses().should().accessField(System.class, "err"),
                noCallOf(Throwable.class, "printStackTrace"));
    }

    @ParameterizedTest
    @MethodSource({"rings", "bans"})
    void holds(ArchRule rule) {
        rule.check(LIBRARIES);
    }

    @ParameterizedTest
    @MethodSource("bans")
    void sees(ArchRule rule) {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThatThrownBy(() -> rule.check(offender)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule noCallOf(Class<?> owner, String method, Class<?>... parameters) {
        return noClasses().should().callMethod(owner, method, parameters);
    }

    private static Stream<Named<ArchRule>> named(ArchRule... rules) {
        return Stream.of(rules).map(rule -> Named.of(rule.getDescription(), rule));
    }

    /** Does everything that is banned, to show that the bans see it. */
    @SuppressWarnings({"deprecation", "unused"})
    private static final class Offender {
        static void offend() throws IOException {
            Runtime.getRuntime().exec("true");
            Runtime.getRuntime().exec(new String[] {"true"});
            Runtime.getRuntime().exec(new String[] {"true"}, new String[0]);
            new ProcessBuilder("true").start();
            Runtime.getRuntime().exit(1);
            System.exit(1);
        }

        static Object resolve() throws UnknownHostException {
            InetAddress.getAllByName("localhost");
            InetAddress.getByName("localhost");
            return new InetSocketAddress("localhost", 1);
        }

        static void print(Throwable e) {
            System.out.println(e);
            System.err.println(e);
            e.printStackTrace();
        }
    }
}
