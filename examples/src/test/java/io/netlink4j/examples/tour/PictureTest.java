package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.tour.Plan.Box;
import io.netlink4j.examples.tour.Plan.Cable;
import io.netlink4j.examples.tour.Plan.Plug;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PictureTest {
    private static final Plan STREET = new Plan(
            List.of(
                    new Box("red", List.of("veth-red  10.0.0.1/24")),
                    new Box("blue", List.of("veth-blue 10.0.0.2/24", "default", "  via 10.0.0.5")),
                    new Box("host", List.of("v-net-0   10.0.0.5/24", "├ red-br", "└ blue-br")),
                    new Box("alone", List.of())),
            List.of(new Cable(new Plug(0, 0), new Plug(2, 1)), new Cable(new Plug(1, 0), new Plug(2, 2))));

    @Test
    void whatIsJoinedStandsSideBySide() {
        assertThat(text(STREET)).isEqualTo("""
            ┌ red ──────────────────┐   ┌ host ─────────────────┐   ┌ blue ─────────────────┐
            │ veth-red  10.0.0.1/24 ├─┐ │ v-net-0   10.0.0.5/24 │ ┌─┤ veth-blue 10.0.0.2/24 │
            └───────────────────────┘ └─┤ ├ red-br              │ │ │ default               │
                                        │ └ blue-br             ├─┘ │   via 10.0.0.5        │
                                        └───────────────────────┘   └───────────────────────┘

            ┌ alone ─┐
            └────────┘
            """);
    }

    @Test
    void cablesThatGoTheSameWayDoNotCross() {
        Plan down = new Plan(
                List.of(new Box("one", List.of("a", "b")), new Box("two", List.of("c", "d", "e", "f"))),
                List.of(new Cable(new Plug(0, 0), new Plug(1, 2)), new Cable(new Plug(1, 3), new Plug(0, 1))));

        assertThat(text(down)).isEqualTo("""
            ┌ one ─┐    ┌ two ─┐
            │ a    ├──┐ │ c    │
            │ b    ├─┐│ │ d    │
            └──────┘ │└─┤ e    │
                     └──┤ f    │
                        └──────┘
            """);
    }

    @Test
    void aCircleHasACableInsideOfAColumn() {
        Plan circle = new Plan(
                List.of(new Box("A", List.of("x")), new Box("B", List.of("x", "y")), new Box("C", List.of("x", "y"))),
                List.of(
                        new Cable(new Plug(0, 0), new Plug(1, 0)),
                        new Cable(new Plug(0, 0), new Plug(2, 0)),
                        new Cable(new Plug(1, 1), new Plug(2, 1))));

        assertThat(text(circle)).isEqualTo("""
            ┌ A ─┐    ┌ B ─┐
            │ x  ├─┬──┤ x  │
            └────┘ │  │ y  ├─┐
                   │  └────┘ │
                   │         │
                   │  ┌ C ─┐ │
                   └──┤ x  │ │
                      │ y  ├─┘
                      └────┘
            """);
    }

    @Test
    void nothingIsAnEmptyPicture() {
        assertThat(text(new Plan(List.of(), List.of()))).isEmpty();
    }

    @Test
    void theDrawingHasEveryRoomLineAndCable() {
        String svg = SvgPicture.of(Layout.of(STREET));

        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n");
        assertThat(elements(svg, "rect")).isEqualTo(4);
        assertThat(elements(svg, "path")).isEqualTo(2);
        assertThat(elements(svg, "circle")).isEqualTo(4);
        assertThat(elements(svg, "text")).isEqualTo(4 + 7);
        assertThat(svg).contains(">host</text>", ">veth-red  10.0.0.1/24</text>", ">  via 10.0.0.5</text>");
    }

    @Test
    void aNameCannotBreakTheDrawing() {
        Plan nasty = new Plan(List.of(new Box("<&>", List.of("\"a\" < 'b'"))), List.of());

        assertThat(SvgPicture.of(Layout.of(nasty))).contains(">&lt;&amp;&gt;</text>", ">\"a\" &lt; 'b'</text>");
    }

    private static int elements(String svg, String name) {
        return svg.split("<" + name + " ", -1).length - 1;
    }

    private static String text(Plan plan) {
        return TextPicture.of(Layout.of(plan));
    }
}
