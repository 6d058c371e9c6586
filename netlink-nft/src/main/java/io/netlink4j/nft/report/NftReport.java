package io.netlink4j.nft.report;

import io.netlink4j.core.namespace.NamespaceReport;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import java.util.ArrayList;
import java.util.List;

/** Reports the chains of a namespace, their rules with their counters, and the named objects with their state. */
public final class NftReport implements NamespaceReport {
    /** For {@link java.util.ServiceLoader}. */
    public NftReport() {}

    @Override
    public String subject() {
        return "nftables";
    }

    @Override
    public List<String> lines(NetworkNamespace namespace) {
        List<String> lines = new ArrayList<>();
        try (Nft nft = Nft.open(namespace)) {
            nft.chains().list().forEach(chain -> lines.add(chain.toString()));
            nft.rules().list().forEach(rule -> lines.add(rule.toString()));
            nft.objects().list().forEach(object -> lines.add(object.toString()));
        }
        return lines;
    }
}
