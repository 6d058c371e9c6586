package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(Addresses.class)
final class MacAddressTest {

    @ParameterizedTest
    @CsvSource({
        "52:54:00:12:34:56, 52:54:00:12:34:56, 6, false, true",
        "AA:BB:CC:DD:EE:FF, aa:bb:cc:dd:ee:ff, 6, false, true",
        "00:1b:21:00:00:01, 00:1b:21:00:00:01, 6, false, false",
        "ff:ff:ff:ff:ff:ff, ff:ff:ff:ff:ff:ff, 6, true, true",
        "01:00:5e:00:00:fb, 01:00:5e:00:00:fb, 6, true, false",
        "00:00:00:00:00:00, 00:00:00:00:00:00, 6, false, false",
        "ff, ff, 1, false, false",
        "ff:00:00:01, ff:00:00:01, 4, false, false",
        "03:00:00:00:00:00:00:01, 03:00:00:00:00:00:00:01, 8, false, false",
    })
    void reads(String literal, String text, int length, boolean multicast, boolean local) {
        MacAddress address = MacAddress.of(literal);
        assertThat(address).hasToString(text).isEqualTo(MacAddress.of(text));
        assertThat(address.length()).isEqualTo(length);
        assertThat(address.isMulticast()).isEqualTo(multicast);
        assertThat(address.isLocallyAdministered()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                | it is empty",
                "a                 | it ends where a second digit should be",
                "aa:               | it ends where two digits should be",
                "aa:b              | it ends where a second digit should be",
                ":aa               | ':' at index 0 is out of place",
                "aa::bb            | ':' at index 3 is out of place",
                "aa:b:cc           | ':' at index 4 is out of place",
                "aabb.ccdd.eeff    | 'b' at index 2 is out of place",
                "aa-bb-cc-dd-ee-ff | '-' at index 2 is out of place",
                "aa:bb:cc:dd:ee:fg | 'g' at index 16 is out of place",
                "\uff11\uff11      | '\uff11' at index 0 is out of place",
                "` aa:bb`          | there is whitespace at index 0",
                "`aa:bb `          | there is whitespace at index 5",
            })
    void refusesWithASentence(String literal, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.of(literal))
                .withMessage("'" + literal + "' is no MAC address: " + why);
    }

    @Test
    void hasAtMostAsManyBytesAsTheKernelKeeps() {
        assertThat(MacAddress.of("00" + ":00".repeat(31)).length()).isEqualTo(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.of("00" + ":00".repeat(32)))
                .withMessageEndingWith("...' is no MAC address: it is longer than 32 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.of(new byte[33]))
                .withMessage("A MAC address has 1 to 32 bytes, so 33 bytes are none.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.of(new byte[0]))
                .withMessage("A MAC address has 1 to 32 bytes, so 0 bytes are none.");
    }

    @Test
    void isNotChangedThroughAnArray() {
        byte[] bytes = {2, 0, 0, 0, 0, 1};
        MacAddress address = MacAddress.of(bytes);
        bytes[5] = 9;
        address.toByteArray()[5] = 9;
        assertThat(address).hasToString("02:00:00:00:00:01");
    }

    @Test
    void aRandomOneIsLocalUnicast() {
        Set<MacAddress> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            MacAddress address = MacAddress.random();
            assertThat(address.length()).isEqualTo(6);
            assertThat(address.isLocallyAdministered()).isTrue();
            assertThat(address.isMulticast()).isFalse();
            drawn.add(address);
        }
        assertThat(drawn).hasSize(1000);
    }

    @Property
    void textAndBytesLeadBack(@ForAll MacAddress address) {
        assertThat(MacAddress.of(address.toString())).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(MacAddress.of(address.toByteArray())).isEqualTo(address);
    }

    @Property
    void theOrderIsThatOfTheUnsignedBytes(@ForAll MacAddress one, @ForAll MacAddress other) {
        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(one.toByteArray(), other.toByteArray())));
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
    }
}
