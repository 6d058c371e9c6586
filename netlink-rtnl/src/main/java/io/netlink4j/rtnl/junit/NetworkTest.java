package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class or method that gets a network of namespaces: those that its parameters name with {@link In}, connected by {@link Cable},
 * {@link Bridge} and {@link DefaultRoute}. Links are up and addresses can be used when the test begins.
 *
 * <pre>{@code
 * @NetworkTest
 * @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
 * final class ServerTest {
 *     @Test
 *     void answers(@In("red") NamespaceSockets red, @In("blue") NamespaceSockets blue) throws IOException {
 *         try (var server = blue.listen("10.0.0.2", 80);
 *                 var client = red.connect("10.0.0.2", 80)) {
 *             ...
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A parameter with {@link In} is a {@code LabNode}, {@code NetworkNamespace}, {@code Rtnl}, {@code NamespaceSockets}, {@code SocketFactory},
 * {@code ServerSocketFactory} or {@code ThreadFactory}; a parameter of type {@code Lab} needs no annotation. Annotations on the method add
 * to those on the class. The network of a method is made before its {@code @BeforeEach} methods and removed after its {@code @AfterEach}
 * methods; with {@link Lifetime#CLASS} it is made once, from the annotations of the class.
 *
 * <p>The namespaces have no names in the kernel, so tests run side by side, and nothing is left if the JVM is killed. A test that leaves
 * something in a namespace fails: a thread, a program, a socket or a handle that was not closed. A test that fails shows the state of all
 * nodes as a suppressed exception.
 *
 * <p>Tests need the right to create namespaces: as root, in a privileged container, or with the JVM started by {@code unshare --user
 * --map-root-user --net --mount}. Without it they fail and say so; with the system property {@code io.netlink4j.junit.withoutRights=skip}
 * they are skipped.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(NetworkExtension.class)
@SuppressWarnings("exports") // a test requires JUnit itself, and JUnit makes the extension by reflection
public @interface NetworkTest {
    /** How long the network lives. Counts on the class. */
    Lifetime lifetime() default Lifetime.METHOD;

    /** How long a network lives. */
    enum Lifetime {
        /** One for each test method. */
        METHOD,
        /** One for all test methods of a class, which may use it side by side. */
        CLASS
    }
}
