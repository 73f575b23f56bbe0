package dev.gale.worker.transport;

/**
 * Where another worker is.
 *
 * @param epoch with which its process began
 */
public record Peer(String host, int port, long epoch) {
    @Override
    public String toString() {
        return host + ":" + port + " epoch " + epoch;
    }
}
