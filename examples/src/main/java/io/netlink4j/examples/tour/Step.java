package io.netlink4j.examples.tour;

import java.io.IOException;

/** A step of the tour. */
interface Step {
    /** The heading. */
    String title();

    /** What the step shows, in one sentence. */
    String idea();

    /** Changes the network and prints what can be observed. */
    void run(TourNetwork network, Narrator tell) throws IOException;
}
