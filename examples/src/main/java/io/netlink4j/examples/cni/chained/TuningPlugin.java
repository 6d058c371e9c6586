package io.netlink4j.examples.cni.chained;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.Sysctl;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import java.nio.file.Path;
import java.util.Map;

/** Changes the link and the kernel parameters of a container that another plugin has attached ({@code tuning}). */
public final class TuningPlugin implements Plugin {
    /** Which parameters may be set, one regular expression on a line, if the file exists. */
    private static final Path ALLOWED = Path.of("/etc/cni/tuning/allowlist.conf");

    @Override
    public CniResult add(CniCall call) {
        TuningConfig config = TuningConfig.of(call);
        config.requireAllowed(ALLOWED);
        CniResult made = call.requirePrevious();
        String name = call.interfaceName();
        try (NetworkNamespace inside = call.openNamespace();
                Rtnl container = Rtnl.open(inside)) {
            return Undo.attempt(undo -> {
                set(undo, config, inside.sysctl());
                if (!config.link().isEmpty()) {
                    Link link = container.links().get(name);
                    TuningBackup backup = TuningBackup.of(call);
                    backup.keep(undo, config.link().presentIn(link));
                    undo.push(() -> change(container, name, config.link().presentIn(link)));
                    change(container, name, config.link());
                }
                return new CniResult(
                        made.interfaces().stream()
                                .map(each -> config.link().mac().isPresent()
                                                && each.name().equals(name)
                                                && !each.sandbox().isEmpty()
                                        ? each.mac(config.link().mac().get())
                                        : each)
                                .toList(),
                        made.ips(),
                        made.routes(),
                        made.dns());
            });
        }
    }

    private static void set(Undo undo, TuningConfig config, Sysctl sysctl) {
        for (Map.Entry<String, String> each : config.sysctls().entrySet()) {
            String old;
            try {
                old = sysctl.read(each.getKey());
            } catch (NetlinkException.NotPermitted writeOnly) {
                old = "";
            }
            String before = old;
            sysctl.write(each.getKey(), each.getValue());
            undo.push(() -> {
                if (!before.isEmpty()) {
                    sysctl.write(each.getKey(), before);
                }
            });
        }
    }

    private static void change(Rtnl container, String name, TuningConfig.LinkOptions wanted) {
        container.links().change(name, link -> {
            Link changed = link;
            if (wanted.mac().isPresent()) {
                changed = changed.macAddress(MacAddress.of(wanted.mac().get()));
            }
            if (wanted.promiscuous().isPresent()) {
                changed = changed.promiscuous(wanted.promiscuous().get());
            }
            if (wanted.allMulticast().isPresent()) {
                changed = changed.allMulticast(wanted.allMulticast().get());
            }
            if (wanted.mtu().isPresent()) {
                changed = changed.mtu(wanted.mtu().get());
            }
            return wanted.queue().isPresent()
                    ? changed.transmitQueueLength(wanted.queue().get())
                    : changed;
        });
    }

    /** The namespace's parameters go with it; the link may be one of the host that goes back there. */
    @Override
    public void delete(CniCall call) {
        TuningBackup backup = TuningBackup.of(call);
        call.findNamespace().ifPresent(inside -> {
            try (inside;
                    Rtnl container = Rtnl.open(inside)) {
                TuningConfig.LinkOptions old = backup.read();
                if (!old.isEmpty()
                        && container.links().find(call.interfaceName()).isPresent()) {
                    change(container, call.interfaceName(), old);
                }
            }
        });
        backup.delete();
    }

    @Override
    public void collectGarbage(CniCall call) {
        TuningBackup.deleteAllBut(call);
    }

    @Override
    public void check(CniCall call) {
        TuningConfig config = TuningConfig.of(call);
        call.requirePrevious();
        try (NetworkNamespace inside = call.openNamespace();
                Rtnl container = Rtnl.open(inside)) {
            config.sysctls().forEach((key, value) -> {
                String present = inside.sysctl().read(key);
                CniException.check(
                        words(present).equals(words(value)), key + " is " + present + " and not " + value + " inside");
            });
            String name = call.interfaceName();
            Link link = container
                    .links()
                    .find(name)
                    .orElseThrow(() -> CniException.differs("there is no link " + name + " inside"));
            TuningConfig.LinkOptions present = config.link().presentIn(link);
            CniException.check(
                    present.equals(config.link()), name + " inside is " + present + " and not " + config.link());
        }
    }

    /** Parameters of several numbers are read with tabs between them. */
    private static String words(String value) {
        return value.strip().replaceAll("\\s+", " ");
    }
}
