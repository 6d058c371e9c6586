package io.netlink4j.child;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Loads the library in a module layer of its own, as application servers do, and grants it native access after its
 * first use.
 */
public final class GrantLater {
    private static final String MODULE = "io.netlink4j.core";

    private GrantLater() {}

    /** Prints what {@code NetworkNamespace.current()} says before and after; {@code arguments} has the module path. */
    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Path[] path = Arrays.stream(arguments[0].split(File.pathSeparator))
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of(MODULE));
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        ModuleLayer.Controller layer = ModuleLayer.defineModulesWithOneLoader(configuration, List.of(boot), platform);
        Class<?> namespaces = layer.layer().findLoader(MODULE).loadClass(MODULE + ".namespace.NetworkNamespace");
        System.out.println(current(namespaces));
        layer.enableNativeAccess(layer.layer().findModule(MODULE).orElseThrow());
        System.out.println(current(namespaces));
    }

    private static Object current(Class<?> namespaces) throws ReflectiveOperationException {
        try {
            return namespaces.getMethod("current").invoke(null);
        } catch (InvocationTargetException e) {
            return e.getCause().getMessage();
        }
    }
}
