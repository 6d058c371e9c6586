package io.netlink4j.examples.tour;

import io.netlink4j.examples.tour.Layout.Frame;
import io.netlink4j.examples.tour.Layout.Wire;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Draws as scalable vector graphics, in cells of a fixed size. */
final class SvgPicture {
    private static final double CELL_WIDTH = 8.4;
    private static final double CELL_HEIGHT = 19;
    private static final double MARGIN = 16;
    /** From the top of a cell to the line that its text stands on. */
    private static final double BASELINE = 14;

    private final Formatter svg = new Formatter(Locale.ROOT);

    private SvgPicture() {}

    static String of(Layout layout) {
        SvgPicture picture = new SvgPicture();
        picture.open(layout);
        layout.frames().forEach(picture::draw);
        layout.wires().forEach(picture::draw);
        layout.frames().forEach(picture::write);
        return picture.svg.format("</svg>%n").toString();
    }

    private void open(Layout layout) {
        double width = layout.width() * CELL_WIDTH + 2 * MARGIN;
        double height = layout.height() * CELL_HEIGHT + 2 * MARGIN;
        svg.format("""
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" viewBox="0 0 %1$.0f %2$.0f">
              <title>The network</title>
              <style>
                svg { background: #fdfdfb }
                .node { fill: #f3f6fa; stroke: #5b6b7f; stroke-width: 1.5 }
                .cable { fill: none; stroke: #2f7d5b; stroke-width: 2.5; stroke-linejoin: round }
                .plug { fill: #2f7d5b }
                text { font: 14px ui-monospace, 'DejaVu Sans Mono', monospace; fill: #1f2933; white-space: pre }
                .name { font-weight: bold; fill: #2f5d8a }
              </style>
            """, width, height);
    }

    private void draw(Frame frame) {
        // Its border goes around the name, which is in the border where the picture is text.
        double top = MARGIN + frame.y() * CELL_HEIGHT;
        svg.format(
                "  <rect class=\"node\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"8\"/>%n",
                x(frame.x()), top, x(frame.right()) - x(frame.x()), y(frame.bottom()) - top);
    }

    private void draw(Wire wire) {
        svg.format(
                "  <path class=\"cable\" d=\"M%.1f %.1f H%.1f V%.1f H%.1f\"/>%n",
                x(wire.x1()), y(wire.y1()), x(wire.bend()), y(wire.y2()), x(wire.x2()));
        plug(wire.x1(), wire.y1());
        plug(wire.x2(), wire.y2());
    }

    private void plug(int column, int row) {
        svg.format("  <circle class=\"plug\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", x(column), y(row));
    }

    private void write(Frame frame) {
        write("name", frame.box().name(), frame.x() + 2, frame.y());
        List<String> lines = frame.box().lines();
        for (int line = 0; line < lines.size(); line++) {
            write("line", lines.get(line), frame.x() + 2, frame.y() + 1 + line);
        }
    }

    private void write(String kind, String text, int column, int row) {
        svg.format(
                "  <text class=\"%s\" x=\"%.1f\" y=\"%.1f\" xml:space=\"preserve\">%s</text>%n",
                kind, MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT + BASELINE, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The middle of a column. */
    private static double x(int column) {
        return MARGIN + (column + 0.5) * CELL_WIDTH;
    }

    /** The middle of a row. */
    private static double y(int row) {
        return MARGIN + (row + 0.5) * CELL_HEIGHT;
    }
}
