package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoomNamesTest {
    /** More than {@code kernel.pid_max} can be. */
    private static final String NOBODY = "netlink4j-tour-99999999-1-red";

    @Test
    void whatATourThatRunsHasMadeIsNoLeftover() {
        RoomNames names = new RoomNames();

        assertThat(RoomNames.isLeftover(names.of("red"))).isFalse();
    }

    @Test
    void whatAnEarlierTourWithThisProcessIdHasMadeIs() {
        String earlier = "netlink4j-tour-" + ProcessHandle.current().pid() + "-987654321-red";

        assertThat(RoomNames.isLeftover(earlier)).isTrue();
    }

    @Test
    void whatAProcessThatIsNoMoreHasMadeIs() {
        assertThat(RoomNames.isLeftover(NOBODY)).isTrue();
    }

    @Test
    void whatAProcessThatLivesHasMadeIsNot() {
        assertThat(RoomNames.isLeftover("netlink4j-tour-1-1-red")).isFalse();
    }

    @Test
    void whatNoTourHasMadeIsNot() {
        assertThat(RoomNames.isLeftover("red")).isFalse();
        assertThat(RoomNames.isLeftover("my-" + NOBODY)).isFalse();
        assertThat(RoomNames.isLeftover("netlink4j-tour-99999999-red")).isFalse();
        assertThat(RoomNames.isLeftover("netlink4j-tour-99999999999999999999-1-red"))
                .isFalse();
    }

    @Test
    void noTwoToursShareAName() {
        assertThat(new RoomNames().of("red")).isNotEqualTo(new RoomNames().of("red"));
    }
}
