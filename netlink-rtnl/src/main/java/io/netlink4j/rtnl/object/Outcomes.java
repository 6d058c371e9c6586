package io.netlink4j.rtnl.object;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outcomes of several changes, by their positions: the kernel's, and those of changes that are refused before they are sent. */
final class Outcomes {
    private final @Nullable NetlinkException[] refusals;

    /** The outcomes of {@code count} changes. */
    Outcomes(int count) {
        refusals = new NetlinkException[count];
    }

    /** Runs a step of the change at a position. A refusal is its outcome; only the end of the whole call is thrown. */
    void collect(int position, Supplier<String> sentence, Runnable step) {
        try {
            step.run();
        } catch (NetlinkException.Interrupted | NetlinkException.TimedOut e) {
            throw e;
        } catch (NetlinkException refusal) {
            refusals[position] = refusal;
        } catch (IllegalArgumentException mistake) {
            String words = mistake.getMessage();
            String beginning = "cannot " + sentence.get();
            refusals[position] = new NetlinkException(
                    words != null && words.startsWith(beginning) ? words : beginning + ": " + words, mistake);
        }
    }

    /** Requests for some of the changes, which are sent together. */
    final class Sending {
        private final RtnlSender sender;
        private final List<Request> requests;
        private final int[] positions;

        /** For at most {@code most} requests. */
        Sending(RtnlSender sender, int most) {
            this.sender = sender;
            this.requests = new ArrayList<>(most);
            this.positions = new int[most];
        }

        /** Adds the request of the change at a position, unless that is refused. */
        void add(int position, Supplier<String> sentence, Supplier<Request> request) {
            collect(position, sentence, () -> {
                Request made = request.get();
                positions[requests.size()] = position;
                requests.add(made);
            });
        }

        /** Sends the requests and waits until the kernel has carried out or refused all. */
        void send() {
            List<Optional<NetlinkException>> outcomes = sender.batch(requests).outcomes();
            for (int i = 0; i < outcomes.size(); i++) {
                refusals[positions[i]] = outcomes.get(i).orElse(null);
            }
        }
    }

    BatchResult result() {
        List<Optional<NetlinkException>> all = new ArrayList<>(refusals.length);
        for (NetlinkException refusal : refusals) {
            all.add(Optional.ofNullable(refusal));
        }
        return new BatchResult(all);
    }
}
