package io.netlink4j.core.linux;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Locale;

/** The machines whose headers the tests use, by their names in GCC. */
enum Machine {
    X86_64("amd64", Architecture.X86_64),
    AARCH64("aarch64", Architecture.AARCH64),
    POWERPC64LE("ppc64le", Architecture.PPC64LE),
    S390X("s390x", Architecture.S390X),
    RISCV64("riscv64", Architecture.named("riscv64", LITTLE_ENDIAN));

    private final String javaName;
    private final Architecture architecture;

    Machine(String javaName, Architecture architecture) {
        this.javaName = javaName;
        this.architecture = architecture;
    }

    /** The value of {@code os.arch}. */
    String javaName() {
        return javaName;
    }

    Architecture architecture() {
        return architecture;
    }

    /** A program of the compiler for this machine, such as {@code gcc}. */
    String tool(String name) {
        return this + "-linux-gnu-" + name;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
