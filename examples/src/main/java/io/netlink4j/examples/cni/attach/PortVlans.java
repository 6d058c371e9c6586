package io.netlink4j.examples.cni.attach;

import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.bridge.BridgeVlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The VLANs of a port of a bridge.
 *
 * @param access the VLAN of packets without a tag; 0 for none
 * @param trunk the VLANs of packets with a tag
 * @param filters whether the configuration speaks of VLANs, so that a new bridge tells them apart
 * @param keepsDefault whether the port stays in the VLAN that the bridge gives each port
 */
record PortVlans(int access, SortedSet<Integer> trunk, boolean filters, boolean keepsDefault) {
    private static final int LAST = 4094;
    /** What the reference plugin gives packets without a tag on a trunk. */
    private static final int NATIVE = 1;

    static PortVlans of(JsonNode config) {
        int access = Json.number(config, "vlan");
        if (access < 0 || access > LAST) {
            throw wrong("invalid VLAN ID " + access + " (must be between 0 and " + LAST + ")");
        }
        SortedSet<Integer> trunk = new TreeSet<>();
        Json.list(config, "vlanTrunk").forEach(item -> collect(item, trunk));
        boolean filters = access != 0 || Json.find(config, "vlanTrunk").isPresent();
        boolean keeps = Json.find(config, "preserveDefaultVlan").isEmpty() || Json.flag(config, "preserveDefaultVlan");
        return new PortVlans(access, trunk, filters, keeps);
    }

    private static void collect(JsonNode item, SortedSet<Integer> trunk) {
        boolean hasFirst = Json.find(item, "minID").isPresent();
        if (hasFirst != Json.find(item, "maxID").isPresent()) {
            throw wrong("minID and maxID should be configured simultaneously, " + (hasFirst ? "maxID" : "minID")
                    + " is missing");
        }
        if (hasFirst) {
            int first = id(item, "minID");
            int last = id(item, "maxID");
            if (last < first) {
                throw wrong("minID is greater than maxID in trunk parameter");
            }
            for (int id = first; id <= last; id++) {
                trunk.add(id);
            }
        }
        if (Json.find(item, "id").isPresent()) {
            trunk.add(id(item, "id"));
        }
    }

    private static int id(JsonNode item, String key) {
        int id = Json.number(item, key);
        if (id < 1 || id > LAST) {
            throw wrong("incorrect trunk " + key + " parameter: " + id);
        }
        return id;
    }

    private static CniException wrong(String message) {
        return new CniException(CniException.CONFIGURATION, message);
    }

    /** The VLANs of the host's own port, which needs no trunk. */
    PortVlans ofGateway() {
        return new PortVlans(access, new TreeSet<>(), filters, keepsDefault);
    }

    /** Puts a port into these VLANs. */
    void apply(Rtnl host, String port) {
        if (access == 0 && trunk.isEmpty()) {
            return;
        }
        if (!keepsDefault) {
            host.bridgeVlans()
                    .list(port)
                    .forEach(vlan -> host.bridgeVlans().delete(port, BridgeVlan.range(vlan.first(), vlan.last())));
        }
        host.bridgeVlans().replace(port, wanted().toArray(BridgeVlan[]::new));
    }

    private List<BridgeVlan> wanted() {
        List<BridgeVlan> wanted = new ArrayList<>();
        int first = 0;
        for (int id : trunk) {
            first = first == 0 ? id : first;
            if (!trunk.contains(id + 1)) {
                wanted.add(BridgeVlan.range(first, id));
                first = 0;
            }
        }
        wanted.add(BridgeVlan.of(access == 0 ? NATIVE : access).pvid().untagged());
        return wanted;
    }

    /** Whether a port is in these VLANs, and in no others unless it keeps the default. */
    boolean isOn(Rtnl host, String port) {
        if (access == 0 && trunk.isEmpty()) {
            return true;
        }
        Map<Integer, String> wanted = byId(wanted());
        Map<Integer, String> present = byId(host.bridgeVlans().list(port));
        return keepsDefault ? present.entrySet().containsAll(wanted.entrySet()) : present.equals(wanted);
    }

    private static Map<Integer, String> byId(List<BridgeVlan> vlans) {
        Map<Integer, String> flags = new HashMap<>();
        for (BridgeVlan vlan : vlans) {
            for (int id = vlan.first(); id <= vlan.last(); id++) {
                flags.put(id, vlan.isPvid() + " " + vlan.isUntagged());
            }
        }
        return flags;
    }
}
