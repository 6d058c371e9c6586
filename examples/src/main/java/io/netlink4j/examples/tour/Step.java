package io.netlink4j.examples.tour;

import java.io.IOException;

/** One stop of the tour. */
interface Step {
    /** What it is about, in a few words. */
    String title();

    /** What there is to learn. */
    String idea();

    /** Does it and shows what comes of it. */
    void take(Neighbourhood here, Narrator tell) throws IOException;
}
