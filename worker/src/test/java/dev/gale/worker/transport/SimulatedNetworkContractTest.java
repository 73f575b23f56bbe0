package dev.gale.worker.transport;

import java.util.Map;

class SimulatedNetworkContractTest extends PeerNetworkContract {
    @Override
    PeerPair pair(Map<String, Object> conf) {
        return SimulatedPair.of(42, conf);
    }
}
