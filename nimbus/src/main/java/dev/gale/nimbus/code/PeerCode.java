package dev.gale.nimbus.code;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import java.io.IOException;

/** How code comes from another Nimbus. */
public interface PeerCode {
    /**
     * Brings code from another Nimbus into the store, and returns when it is there. May take long.
     *
     * @throws IOException when the other can't be reached, doesn't have it, or doesn't go on sending
     * @throws CodeRefused when what it sent isn't it
     */
    void fetch(NimbusInfo from, CodeHash hash, CodeStore into) throws IOException, CodeRefused, InterruptedException;
}
