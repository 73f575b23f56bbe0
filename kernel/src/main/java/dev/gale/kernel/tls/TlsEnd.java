package dev.gale.kernel.tls;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** One end of TLS connections: what it shows, whom it believes, what it speaks. Immutable; its files have been read. */
public final class TlsEnd {
    private final SSLContext context;
    private final List<String> protocols;
    private final List<String> ciphers;
    private final boolean needsCertificates;

    /**
     * @param keys empty: nothing is shown
     * @param trust empty: those whom the JDK trusts
     * @param ciphers none: the JDK's
     * @param needsCertificates whether clients must show certificates; for the end that accepts
     * @throws IllegalArgumentException when a file can't be used, see {@link StoreFile}
     */
    TlsEnd(
            Optional<StoreFile> keys,
            Optional<StoreFile> trust,
            List<String> protocols,
            List<String> ciphers,
            boolean needsCertificates) {
        this.protocols = List.copyOf(protocols);
        this.ciphers = List.copyOf(ciphers);
        this.needsCertificates = needsCertificates;
        KeyManager[] shown = keys.map(store -> store.keys().getKeyManagers()).orElse(null);
        TrustManager[] believed =
                trust.map(store -> store.trust().getTrustManagers()).orElse(null);
        try {
            context = SSLContext.getInstance("TLS");
            context.init(shown, believed, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    public SSLContext context() {
        return context;
    }

    /** The versions of TLS that are spoken. */
    public List<String> protocols() {
        return protocols;
    }

    /** Empty: the JDK's. */
    public List<String> ciphers() {
        return ciphers;
    }

    /** Whether clients must show certificates. */
    public boolean needsCertificates() {
        return needsCertificates;
    }

    /** Has a client be this end. It checks that a server's certificate is for the host that was meant. */
    public void applyTo(HttpClient.Builder client) {
        client.sslContext(context)
                .sslParameters(new SSLParameters(
                        ciphers.isEmpty() ? null : ciphers.toArray(String[]::new), protocols.toArray(String[]::new)));
    }
}
