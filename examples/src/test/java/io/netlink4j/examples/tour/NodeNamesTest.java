package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NodeNamesTest {
    /** More than {@code kernel.pid_max} can be. */
    private static final String NOBODY = "netlink4j-tour-99999999-1-red";

    @Test
    void whatATourThatRunsHasMadeIsNoLeftover() {
        NodeNames names = new NodeNames();

        assertThat(NodeNames.isLeftover(names.of("red"))).isFalse();
    }

    @Test
    void whatAnEarlierTourWithThisProcessIdHasMadeIs() {
        String earlier = "netlink4j-tour-" + ProcessHandle.current().pid() + "-987654321-red";

        assertThat(NodeNames.isLeftover(earlier)).isTrue();
    }

    @Test
    void whatAProcessThatIsNoMoreHasMadeIs() {
        assertThat(NodeNames.isLeftover(NOBODY)).isTrue();
    }

    @Test
    void whatAProcessThatLivesHasMadeIsNot() {
        assertThat(NodeNames.isLeftover("netlink4j-tour-1-1-red")).isFalse();
    }

    @Test
    void whatNoTourHasMadeIsNot() {
        assertThat(NodeNames.isLeftover("red")).isFalse();
        assertThat(NodeNames.isLeftover("my-" + NOBODY)).isFalse();
        assertThat(NodeNames.isLeftover("netlink4j-tour-99999999-red")).isFalse();
        assertThat(NodeNames.isLeftover("netlink4j-tour-99999999999999999999-1-red"))
                .isFalse();
    }

    @Test
    void noTwoToursShareAName() {
        assertThat(new NodeNames().of("red")).isNotEqualTo(new NodeNames().of("red"));
    }
}
