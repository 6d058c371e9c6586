package io.netlink4j.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrnoTest {

    @Test
    void aNumberHasTheKernelsNameAndTheCLibrarysWords() {
        assertThat(Errno.ofNegative(-17)).isEqualTo(Errno.EEXIST).hasToString("EEXIST: File exists");
        assertThat(Errno.ofNegative(-524))
                .isEqualTo(Errno.ENOTSUPP)
                .hasToString("ENOTSUPP: Operation is not supported");
        assertThat(Errno.ofNegative(-133)).hasToString("EHWPOISON: Memory page has hardware error");
        assertThat(new Errno(4711)).hasToString("errno 4711: Unknown error 4711");
        assertThat(new Errno(41).symbol()).isEqualTo("errno 41");
    }

    @Test
    void everyConstantHasTheNumberOfItsName() throws IllegalAccessException {
        int constants = 0;
        for (Field field : Errno.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Errno.class) {
                assertThat(((Errno) field.get(null)).symbol()).isEqualTo(field.getName());
                constants++;
            }
        }
        assertThat(constants).isGreaterThan(25);
    }

    @Test
    void namesAreUniqueAndAllNumbersOfTheHeaderAreThere() {
        Set<String> symbols = new HashSet<>();
        for (int number = 1; number <= 133; number++) {
            // EWOULDBLOCK and EDEADLOCK are other names of 11 and 35: their places are empty.
            if (number != 41 && number != 58) {
                assertThat(new Errno(number).symbol()).startsWith("E").matches(symbols::add);
                assertThat(new Errno(number).meaning()).doesNotStartWith("Unknown");
            }
        }
    }
}
