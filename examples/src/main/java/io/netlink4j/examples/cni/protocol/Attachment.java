package io.netlink4j.examples.cni.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One interface of one container in one network.
 *
 * @param network the name of the network
 * @param container the id of the container
 * @param link the name of the interface
 */
public record Attachment(String network, String container, String link) {
    private static final int HASH = 16;

    /** What ADD, CHECK and DEL are about. */
    public static Attachment of(CniCall call) {
        return new Attachment(call.network(), call.containerId(), call.interfaceName());
    }

    /** The attachments of the network that the runtime lists for GC. */
    public static Set<Attachment> valid(CniCall call) {
        return Json.list(call.config(), "cni.dev/valid-attachments").stream()
                .map(each -> new Attachment(call.network(), Json.text(each, "containerID"), Json.text(each, "ifname")))
                .collect(Collectors.toSet());
    }

    /** A short text for it, which the reference plugins put into the comments of rules. */
    public String key() {
        return networkKey(network) + hash(link + ":" + container);
    }

    /** What the keys of a network begin with. */
    public static String networkKey(String network) {
        return hash(network) + "-";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }
}
