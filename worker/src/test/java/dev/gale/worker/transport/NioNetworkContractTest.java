package dev.gale.worker.transport;

import java.util.Map;

class NioNetworkContractTest extends PeerNetworkContract {
    @Override
    PeerPair pair(Map<String, Object> conf) {
        return SocketPair.of(SocketWires.Io.NIO, conf);
    }
}
