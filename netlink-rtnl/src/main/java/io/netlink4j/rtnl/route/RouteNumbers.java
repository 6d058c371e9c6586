package io.netlink4j.rtnl.route;

/** Checks of numbers that have to fit a field of the kernel. */
final class RouteNumbers {
    private RouteNumbers() {}

    static int check(String what, int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(what + " is a number from 0 to " + most + ", not " + number);
        }
        return number;
    }
}
