package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class or method in a network of namespaces. Its parameters name the namespaces with {@link In}; {@link Cable}, {@link Bridge}
 * and {@link DefaultRoute} connect them. Links are up and addresses are usable when the test begins.
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
 * <p>A parameter with {@link In} is a {@code LabNode}, {@code NetworkNamespace}, {@code Rtnl}, {@code NamespaceSockets}, {@code
 * SocketFactory}, {@code ServerSocketFactory} or {@code ThreadFactory}; a parameter of type {@code Lab} needs no annotation. Annotations on
 * the method add to those on its class and on the classes around a {@code @Nested} one. The network of a method is made before its {@code @BeforeEach} methods and removed after its {@code
 * @AfterEach} methods. With {@link Lifetime#CLASS} it is made once, from the annotations of the class.
 *
 * <p>The namespaces have no names in the kernel, so tests can run in parallel, and nothing is left if the JVM is killed. A test fails if it
 * leaves a thread, a program, an open socket or an open handle in a namespace. The exception of a failed test has the state of all nodes as
 * a suppressed exception.
 *
 * <p>Tests need the privilege to create namespaces: run them as root, in a privileged container, or start the JVM with {@code unshare
 * --user --map-root-user --net --mount}. Without it they fail with a message that says so. With the system property {@code
 * io.netlink4j.junit.withoutRights=skip} they are skipped.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(NetworkExtension.class)
@SuppressWarnings("exports") // a test requires JUnit itself, and JUnit creates the extension by reflection
public @interface NetworkTest {
    /** How long the network lives. Only the annotation of a class is used. */
    Lifetime lifetime() default Lifetime.METHOD;

    /** How long a network lives. */
    enum Lifetime {
        /** One for each test method. */
        METHOD,
        /** One for all test methods of a class. They may use it in parallel. */
        CLASS
    }
}
