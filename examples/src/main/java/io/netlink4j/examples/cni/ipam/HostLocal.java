package io.netlink4j.examples.cni.ipam;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives addresses from ranges ({@code host-local}), and remembers them in files that the reference plugin shares. */
public final class HostLocal implements Plugin {
    private static final String DATA = "/var/lib/cni/networks";

    @Override
    public CniResult add(CniCall call) {
        JsonNode ipam = Json.get(call.config(), "ipam");
        List<AddressRangeSet> sets = sets(call);
        List<IpAddress> requested = requested(call);
        JsonNode dns = dns(Json.text(ipam, "resolvConf"));
        List<CniResult.Path> routes = routes(ipam);
        String id = call.containerId();
        String link = call.interfaceName();
        List<CniResult.Ip> ips = new ArrayList<>();
        try (AddressStore store = AddressStore.open(directory(call))) {
            if (!store.of(id, link).isEmpty()) {
                throw new CniException(
                        CniException.INTERNAL,
                        store.of(id, link) + " has been allocated to " + id + ", duplicate allocation is not allowed");
            }
            try {
                for (int i = 0; i < sets.size(); i++) {
                    ips.add(allocate(store, sets.get(i), i, requested, call));
                }
                if (!requested.isEmpty()) {
                    throw new CniException(
                            CniException.CONFIGURATION, "requested addresses are in no range: " + requested);
                }
            } catch (RuntimeException e) {
                store.release(id, link);
                throw e;
            }
        }
        return CniResult.of(ips, routes, dns);
    }

    private static CniResult.Ip allocate(
            AddressStore store, AddressRangeSet set, int number, List<IpAddress> requested, CniCall call) {
        Optional<IpAddress> wanted = requested.stream()
                .filter(address -> set.rangeOf(address).isPresent())
                .findFirst();
        if (wanted.isPresent()) {
            IpAddress address = wanted.get();
            requested.remove(address);
            AddressRangeSet.Range range = set.rangeOf(address).orElseThrow();
            if (address.equals(range.gateway())) {
                throw new CniException(
                        CniException.CONFIGURATION, "requested address " + address + " is the gateway's");
            }
            if (!store.reserve(address, call.containerId(), call.interfaceName(), number)) {
                throw new CniException(
                        CniException.INTERNAL, "requested address " + address + " is not available in " + set);
            }
            return new CniResult.Ip(range.in(address), Optional.of(range.gateway()), -1);
        }
        IpAddress first = set.after(store.last(number));
        IpAddress next = first;
        do {
            AddressRangeSet.Range range = set.rangeOf(next).orElseThrow();
            if (!next.equals(range.gateway())
                    && store.reserve(next, call.containerId(), call.interfaceName(), number)) {
                return new CniResult.Ip(range.in(next), Optional.of(range.gateway()), -1);
            }
            next = set.after(Optional.of(next));
        } while (!next.equals(first));
        throw new CniException(CniException.INTERNAL, "no IP addresses available in range set " + number);
    }

    private static List<AddressRangeSet> sets(CniCall call) {
        JsonNode ipam = Json.get(call.config(), "ipam");
        List<AddressRangeSet> sets = new ArrayList<>();
        for (JsonNode set : Json.list(Json.get(call.config(), "runtimeConfig"), "ipRanges")) {
            sets.add(AddressRangeSet.of(elements(set)));
        }
        if (Json.find(ipam, "subnet").isPresent()) {
            sets.add(AddressRangeSet.of(List.of(ipam)));
        }
        for (JsonNode set : Json.list(ipam, "ranges")) {
            sets.add(AddressRangeSet.of(elements(set)));
        }
        if (sets.isEmpty()) {
            throw new CniException(CniException.CONFIGURATION, "no IP ranges specified");
        }
        for (int i = 0; i < sets.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (sets.get(i).overlaps(sets.get(j))) {
                    throw new CniException(CniException.CONFIGURATION, "range set " + i + " overlaps with " + j);
                }
            }
        }
        return sets;
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static List<CniResult.Path> routes(JsonNode ipam) {
        try {
            return CniResult.routes(ipam);
        } catch (IllegalArgumentException e) {
            throw new CniException(CniException.CONFIGURATION, "invalid route: " + e.getMessage());
        }
    }

    /** The addresses that the runtime asks for, with a prefix length or without. */
    private static List<IpAddress> requested(CniCall call) {
        List<String> texts = new ArrayList<>();
        call.argument("IP").ifPresent(list -> texts.addAll(List.of(list.split(",", -1))));
        Json.list(Json.get(Json.get(call.config(), "args"), "cni"), "ips").forEach(ip -> texts.add(ip.asString()));
        Json.list(Json.get(call.config(), "runtimeConfig"), "ips").forEach(ip -> texts.add(ip.asString()));
        List<IpAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(text.contains("/") ? IpInterface.of(text).address() : IpAddress.of(text));
            } catch (IllegalArgumentException e) {
                throw new CniException(CniException.CONFIGURATION, "invalid IP address: " + text);
            }
        }
        return addresses;
    }

    private static JsonNode dns(String file) {
        ObjectNode dns = JsonNodeFactory.instance.objectNode();
        if (file.isEmpty()) {
            return dns;
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String[] words = line.strip().split("\\s+");
                switch (words[0]) {
                    case "nameserver" -> dns.withArrayProperty("nameservers").add(words[1]);
                    case "domain" -> dns.put("domain", words[1]);
                    case "search" -> List.of(words).stream().skip(1).forEach(dns.withArrayProperty("search")::add);
                    case "options" -> List.of(words).stream().skip(1).forEach(dns.withArrayProperty("options")::add);
                    default -> {} // comments, and what the reference leaves out
                }
            }
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new CniException(CniException.CONFIGURATION, "cannot read resolvConf " + file);
        }
        return dns;
    }

    private static Path directory(CniCall call) {
        String chosen = Json.text(Json.get(call.config(), "ipam"), "dataDir");
        if (!chosen.isEmpty() && !chosen.startsWith("/")) {
            throw new CniException(CniException.CONFIGURATION, "dataDir is no absolute path: " + chosen);
        }
        return Path.of(chosen.isEmpty() ? DATA : chosen, call.network());
    }

    @Override
    public void delete(CniCall call) {
        AddressStore.find(directory(call)).ifPresent(store -> {
            try (store) {
                store.release(call.containerId(), call.interfaceName());
            }
        });
    }

    @Override
    public void check(CniCall call) {
        boolean present = AddressStore.find(directory(call))
                .map(store -> {
                    try (store) {
                        return !store.of(call.containerId(), call.interfaceName())
                                .isEmpty();
                    }
                })
                .orElse(false);
        if (!present) {
            throw new CniException(
                    CniException.DIFFERS, "host-local: no address is reserved for " + call.containerId());
        }
    }

    @Override
    public void collectGarbage(CniCall call) {
        AddressStore.find(directory(call)).ifPresent(store -> {
            try (store) {
                Set<Attachment> valid = Attachment.valid(call);
                store.releaseIf((id, link) -> valid.stream()
                        .noneMatch(each -> each.container().equals(id)
                                && (link.isEmpty() || each.link().equals(link))));
            }
        });
    }

    @Override
    public void status(CniCall call) {
        sets(call);
        Path directory = directory(call);
        Path present = directory;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        if (!Files.isWritable(present)) {
            throw new CniException(CniException.NOT_AVAILABLE, "host-local: " + present + " cannot be written");
        }
    }
}
