package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.rtnl.Rtnl;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Brings {@code lo} of the container up ({@code loopback}). */
public final class LoopbackPlugin implements Plugin {
    private static final String LO = "lo";

    @Override
    public CniResult add(CniCall call) {
        try (NetworkNamespace inside = call.openNamespace();
                Rtnl container = Rtnl.open(inside)) {
            container.links().up(LO);
            return call.previous()
                    .orElseGet(() -> new CniResult(
                            List.of(new CniResult.Interface(LO, "00:00:00:00:00:00", call.namespace())),
                            container.addresses().list(LO).stream()
                                    .map(address -> new CniResult.Ip(address.toInterface(), Optional.empty(), 0))
                                    .toList(),
                            List.of(),
                            JsonNodeFactory.instance.objectNode()));
        }
    }

    @Override
    public void delete(CniCall call) {
        call.findNamespace().ifPresent(inside -> {
            try (inside;
                    Rtnl container = Rtnl.open(inside)) {
                container.links().down(LO);
            }
        });
    }

    @Override
    public void check(CniCall call) {
        try (NetworkNamespace inside = call.openNamespace();
                Rtnl container = Rtnl.open(inside)) {
            CniException.check(container.links().get(LO).isUp(), "loopback interface is down");
        }
    }
}
