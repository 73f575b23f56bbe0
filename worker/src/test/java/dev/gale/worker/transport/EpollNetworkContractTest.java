package dev.gale.worker.transport;

import io.netty.channel.epoll.Epoll;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isAvailable")
class EpollNetworkContractTest extends PeerNetworkContract {
    static boolean isAvailable() {
        return Epoll.isAvailable();
    }

    @Override
    PeerPair pair(Map<String, Object> conf) {
        return SocketPair.of(SocketWires.Io.EPOLL, conf);
    }
}
