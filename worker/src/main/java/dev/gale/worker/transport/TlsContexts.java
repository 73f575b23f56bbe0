package dev.gale.worker.transport;

import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.tls.StoreFile;
import dev.gale.worker.config.TransportSettings;
import dev.gale.worker.transport.TransportConfig.Stores;
import dev.gale.worker.transport.TransportConfig.TlsConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** TLS by the JDK for both ends; each shows a certificate and asks for the other's. Immutable. */
final class TlsContexts {
    private final SslContext accepting;
    private final SslContext connecting;

    /** @throws IllegalArgumentException naming file and setting, when a store can't be used */
    TlsContexts(TlsConfig config) {
        try {
            this.accepting = build(
                    SslContextBuilder.forServer(keys(config.accepting(), TransportSettings.KEY_STORE))
                            .trustManager(trust(config.accepting(), TransportSettings.TRUST_STORE))
                            .clientAuth(ClientAuth.REQUIRE),
                    config);
            this.connecting = build(
                    SslContextBuilder.forClient()
                            .keyManager(keys(config.connecting(), TransportSettings.CLIENT_KEY_STORE))
                            .trustManager(trust(config.connecting(), TransportSettings.CLIENT_TRUST_STORE))
                            .endpointIdentificationAlgorithm(config.verifyHost() ? "HTTPS" : ""),
                    config);
        } catch (SSLException | IllegalArgumentException error) {
            throw new IllegalArgumentException("TLS between workers can't be set up: " + error.getMessage(), error);
        }
    }

    private static SslContext build(SslContextBuilder builder, TlsConfig config) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(config.protocols())
                .ciphers(config.ciphers().isEmpty() ? null : config.ciphers())
                .build();
    }

    private static KeyManagerFactory keys(Stores stores, Setting<String> setting) {
        return new StoreFile(setting, stores.keyStore(), stores.keyStorePassword()).keys();
    }

    private static TrustManagerFactory trust(Stores stores, Setting<String> setting) {
        return new StoreFile(setting, stores.trustStore(), stores.trustStorePassword()).trust();
    }

    SslHandler accepting(ByteBufAllocator allocator) {
        return accepting.newHandler(allocator);
    }

    SslHandler connecting(ByteBufAllocator allocator, String host, int port) {
        return connecting.newHandler(allocator, host, port);
    }
}
