package io.netlink4j.examples.tour;

import io.netlink4j.examples.tour.Layout.Frame;
import io.netlink4j.examples.tour.Layout.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Draws with the box-drawing characters. */
final class TextPicture {
    private static final int UP = 1;
    private static final int RIGHT = 2;
    private static final int DOWN = 4;
    private static final int LEFT = 8;
    /** The character for each set of directions in which strokes leave it. */
    private static final String STROKES = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";

    private final int[][] strokes;
    private final char[][] characters;

    private TextPicture(int width, int height) {
        this.strokes = new int[height][width];
        this.characters = new char[height][width];
    }

    static String of(Layout layout) {
        TextPicture picture = new TextPicture(layout.width(), layout.height());
        layout.frames().forEach(picture::draw);
        layout.wires().forEach(picture::draw);
        layout.frames().forEach(picture::write);
        return picture.text();
    }

    private void draw(Frame frame) {
        horizontal(frame.x(), frame.right(), frame.y());
        horizontal(frame.x(), frame.right(), frame.bottom());
        vertical(frame.x(), frame.y(), frame.bottom());
        vertical(frame.right(), frame.y(), frame.bottom());
    }

    private void draw(Wire wire) {
        horizontal(wire.x1(), wire.bend(), wire.y1());
        vertical(wire.bend(), wire.y1(), wire.y2());
        horizontal(wire.bend(), wire.x2(), wire.y2());
    }

    private void write(Frame frame) {
        write(" " + frame.box().name() + " ", frame.x() + 1, frame.y());
        List<String> lines = frame.box().lines();
        for (int line = 0; line < lines.size(); line++) {
            write(lines.get(line), frame.x() + 2, frame.y() + 1 + line);
        }
    }

    private void write(String text, int x, int y) {
        text.getChars(0, text.length(), characters[y], x);
    }

    private void horizontal(int x1, int x2, int y) {
        for (int x = Math.min(x1, x2); x < Math.max(x1, x2); x++) {
            strokes[y][x] |= RIGHT;
            strokes[y][x + 1] |= LEFT;
        }
    }

    private void vertical(int x, int y1, int y2) {
        for (int y = Math.min(y1, y2); y < Math.max(y1, y2); y++) {
            strokes[y][x] |= DOWN;
            strokes[y + 1][x] |= UP;
        }
    }

    private String text() {
        for (int y = 0; y < strokes.length; y++) {
            for (int x = 0; x < strokes[y].length; x++) {
                if (characters[y][x] == 0) {
                    characters[y][x] = STROKES.charAt(strokes[y][x]);
                }
            }
        }
        return Arrays.stream(characters)
                .map(row -> new String(row).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
