package dev.gale.kernel.tls;

import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.tls.ApiTlsSettings.ClientAuth;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Makes of the {@linkplain ApiTlsSettings settings} what serves Nimbus's API and what asks it. Each method throws {@link
 * IllegalArgumentException} with all that is wrong; so does who has named files that nothing would be protected by.
 */
public final class ApiTls {
    /** Others have known weaknesses, and Java has switched them off. */
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final Map<String, ?> conf;
    private final List<String> problems;

    private ApiTls(Map<String, ?> conf) {
        this.conf = conf;
        this.problems = new ArrayList<>(ApiTlsSettings.settings().problems(conf, ApiTlsSettings.PREFIX, Set.of()));
        require(); // what follows reads the settings
    }

    /** Nimbus's end; empty when it serves in the clear. */
    public static Optional<TlsEnd> serving(Map<String, ?> configuration) {
        return new ApiTls(configuration).serving();
    }

    /** The end of a daemon that asks; empty when it asks in the clear. */
    public static Optional<TlsEnd> asking(Map<String, ?> configuration) {
        ApiTls tls = new ApiTls(configuration);
        if (ApiTlsSettings.ENABLE.in(configuration)) {
            return Optional.of(tls.client());
        }
        tls.refuse(List.of(ApiTlsSettings.CLIENT_TRUST_STORE, ApiTlsSettings.CLIENT_KEY_STORE));
        tls.require();
        return Optional.empty();
    }

    /** The end of a client that asks what is known to speak TLS, whether or not {@link ApiTlsSettings#ENABLE} says so. */
    public static TlsEnd client(Map<String, ?> configuration) {
        return new ApiTls(configuration).client();
    }

    private Optional<TlsEnd> serving() {
        boolean authenticates = ApiTlsSettings.CLIENT_AUTH.in(conf) == ClientAuth.REQUIRED;
        if (!ApiTlsSettings.ENABLE.in(conf)) {
            refuse(List.of(ApiTlsSettings.KEY_STORE, ApiTlsSettings.TRUST_STORE));
            if (authenticates) {
                problems.add(ApiTlsSettings.CLIENT_AUTH + "=required, but " + withoutTls());
            }
            require();
            return Optional.empty();
        }
        if (ApiTlsSettings.KEY_STORE.in(conf) == null) {
            problems.add(ApiTlsSettings.ENABLE + " is true, so " + ApiTlsSettings.KEY_STORE
                    + " must name a file with Nimbus's private key and certificate");
        }
        boolean trusts = ApiTlsSettings.TRUST_STORE.in(conf) != null;
        if (authenticates && !trusts) {
            problems.add(ApiTlsSettings.CLIENT_AUTH + "=required, so " + ApiTlsSettings.TRUST_STORE
                    + " must name a file with the certificates of those who may issue clients'");
        } else if (trusts && !authenticates) {
            problems.add(ApiTlsSettings.TRUST_STORE + " is set, but no client is asked for a certificate; set "
                    + ApiTlsSettings.CLIENT_AUTH + " to required, or leave it out");
        }
        Optional<StoreFile> keys = store(ApiTlsSettings.KEY_STORE, ApiTlsSettings.KEY_STORE_PASSWORD);
        Optional<StoreFile> trust = store(ApiTlsSettings.TRUST_STORE, ApiTlsSettings.TRUST_STORE_PASSWORD);
        return Optional.of(end(keys, trust, authenticates));
    }

    private TlsEnd client() {
        return end(
                store(ApiTlsSettings.CLIENT_KEY_STORE, ApiTlsSettings.CLIENT_KEY_STORE_PASSWORD),
                store(ApiTlsSettings.CLIENT_TRUST_STORE, ApiTlsSettings.CLIENT_TRUST_STORE_PASSWORD),
                false);
    }

    private TlsEnd end(Optional<StoreFile> keys, Optional<StoreFile> trust, boolean needsCertificates) {
        List<String> protocols = list(ApiTlsSettings.PROTOCOLS);
        if (protocols.isEmpty() || !VERSIONS.containsAll(protocols)) {
            problems.add(ApiTlsSettings.PROTOCOLS + "=" + String.join(",", protocols) + " must name one or more of "
                    + String.join(", ", VERSIONS));
        }
        List<String> ciphers = list(ApiTlsSettings.CIPHERS);
        if (!ciphers.isEmpty()) {
            List<String> unknown = new ArrayList<>(ciphers);
            unknown.removeAll(knownCiphers());
            if (!unknown.isEmpty()) {
                problems.add(ApiTlsSettings.CIPHERS + " names cipher suites that this Java doesn't have: "
                        + String.join(", ", unknown) + "; leave them out");
            }
        }
        require();
        return new TlsEnd(keys, trust, protocols, ciphers, needsCertificates);
    }

    private static List<String> knownCiphers() {
        try {
            return Arrays.asList(
                    SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private Optional<StoreFile> store(Setting<String> path, Setting<String> password) {
        String file = path.in(conf);
        String secret = password.in(conf);
        if (file == null) {
            return Optional.empty();
        }
        if (secret == null) {
            problems.add(path + " is set, so " + password + " must be, too");
            return Optional.empty();
        }
        return Optional.of(new StoreFile(path, file, secret));
    }

    private List<String> list(Setting<String> setting) {
        String commas = setting.in(conf);
        return commas == null
                ? List.of()
                : Stream.of(commas.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** Somebody who has named files believes that they protect something. */
    private void refuse(List<Setting<String>> files) {
        files.stream()
                .filter(setting -> setting.in(conf) != null)
                .forEach(setting -> problems.add(setting + " is set, but " + withoutTls()));
    }

    private static String withoutTls() {
        return "the API goes without TLS; set " + ApiTlsSettings.ENABLE + " to true, or leave it out";
    }

    private void require() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
