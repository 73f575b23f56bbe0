package dev.gale.testsupport;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Files with keys and certificates of an authority that is made for the test; for tests of other modules, too. */
public final class TestStores {
    public static final String PASSWORD = "key word";

    private final Path folder;
    private final String name;
    private final X509Bundle authority;

    /** @param name of the authority, and the beginning of all its files' names */
    public TestStores(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.authority = built(() -> new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** Something that deals with certificates. */
    private interface Making<T> {
        T make() throws Exception;
    }

    private static <T> T built(Making<T> making) {
        try {
            return making.make();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A private key with a certificate for addresses. */
    public String keys(String file, String... addresses) {
        return keys(file, Instant.now().plus(Duration.ofDays(1)), addresses);
    }

    /** The same with a certificate that isn't valid any more. */
    public String expiredKeys(String file, String... addresses) {
        return keys(file, Instant.now().minus(Duration.ofDays(1)), addresses);
    }

    private String keys(String file, Instant until, String... addresses) {
        CertificateBuilder certificate = new CertificateBuilder()
                .subject("CN=" + file)
                .notBefore(Instant.now().minus(Duration.ofDays(2)))
                .notAfter(until);
        for (String address : addresses) {
            certificate.addSanIpAddress(address);
        }
        X509Bundle own = built(() -> certificate.buildIssuedBy(authority));
        return store(
                file,
                store -> store.setKeyEntry(
                        "own", own.getKeyPair().getPrivate(), PASSWORD.toCharArray(), own.getCertificatePath()));
    }

    /** The certificate of the authority, to be trusted. */
    public String trust() {
        return store("trust", store -> store.setCertificateEntry("authority", authority.getCertificate()));
    }

    /** A store with nothing in it. */
    public String empty() {
        return store("empty", store -> {});
    }

    /** What is put into a store. */
    private interface Content {
        void putInto(KeyStore store) throws GeneralSecurityException;
    }

    private String store(String file, Content content) {
        Path path = folder.resolve(name + "-" + file + ".p12");
        try (OutputStream out = Files.newOutputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            content.putInto(store);
            store.store(out, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return path.toString();
    }

    /** The settings of a Nimbus at an address, which also asks others, and of who trusts it. */
    public Map<String, Object> serving(String address) {
        Map<String, Object> conf = asking();
        conf.put("gale.api.tls.keystore.path", keys("nimbus", address));
        conf.put("gale.api.tls.keystore.password", PASSWORD);
        return conf;
    }

    /** The settings of who trusts what this authority has issued. */
    public Map<String, Object> asking() {
        return new HashMap<>(Map.of(
                "gale.api.tls.enable",
                true,
                "gale.api.tls.client.truststore.path",
                trust(),
                "gale.api.tls.client.truststore.password",
                PASSWORD));
    }

    /** To be added: the settings of a Nimbus that wants certificates which this authority has issued. */
    public Map<String, Object> requiringCertificates() {
        return Map.of(
                "gale.api.tls.client.auth",
                "required",
                "gale.api.tls.truststore.path",
                trust(),
                "gale.api.tls.truststore.password",
                PASSWORD);
    }

    /** To be added: the settings of who has a certificate of this authority to show. */
    public Map<String, Object> showing() {
        return Map.of(
                "gale.api.tls.client.keystore.path", keys("client"), "gale.api.tls.client.keystore.password", PASSWORD);
    }
}
