package io.netlink4j.examples.cni;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Namespaces;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of plugins begin with: a host, the namespace of a container, and a directory for the addresses that are taken. */
abstract class CniPluginTest {
    @TempDir
    Path data;

    CniHost host;
    NetworkNamespace pod;

    @BeforeEach
    final void makeHost(Namespaces namespaces) {
        host = CniHost.in(namespaces);
        pod = namespaces.named();
    }
}
