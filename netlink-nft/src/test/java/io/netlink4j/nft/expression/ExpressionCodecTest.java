package io.netlink4j.nft.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionCodecTest {
    static List<String> names() {
        return ExpressionCodec.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameStandsForTheClassWithThatName(String name) {
        assertThat(ExpressionCodec.expression(name, Content.of(new byte[0])))
                .isNotNull()
                .extracting(Expression::name)
                .isEqualTo(name);
    }

    @Test
    void otherNamesStandForNone() {
        assertThat(ExpressionCodec.expression("nonesuch", Content.of(new byte[0])))
                .isNull();
    }
}
