package dev.gale.kernel.tls;

import dev.gale.kernel.settings.Setting;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A file with keys or certificates, PKCS12 or JKS. Each method throws {@link IllegalArgumentException} with the setting, the
 * file and what to do when the file can't be used; the password is in no text.
 *
 * @param setting which names the file
 * @param password of the file and of the keys in it
 */
public record StoreFile(Setting<String> setting, String file, String password) {
    /** What there is to show to the other end: at least one private key, each with a certificate that is valid now. */
    public KeyManagerFactory keys() {
        KeyStore store = load();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            boolean found = false;
            for (String alias : aliases(store)) {
                if (store.isKeyEntry(alias)) {
                    requireValid(alias, store);
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException(this + " has no private key; put a key with its certificate into it,"
                        + " as keytool -genkeypair or openssl pkcs12 -export do");
            }
            return keys;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private void requireValid(String alias, KeyStore store) throws KeyStoreException {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                throw new IllegalArgumentException(
                        this + " has a certificate, " + alias + ", that is valid from "
                                + certificate.getNotBefore().toInstant() + " to "
                                + certificate.getNotAfter().toInstant()
                                + ", which isn't now; renew it or take it out, or set this machine's clock",
                        e);
            }
        }
    }

    /** Whom to believe: those whose certificates are there, of which at least one is valid now, and those they vouch for. */
    public TrustManagerFactory trust() {
        KeyStore store = load();
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            boolean found = false;
            for (String alias : aliases(store)) {
                found |= store.isCertificateEntry(alias) && isValid(store, alias);
            }
            if (!found) {
                throw new IllegalArgumentException(
                        this + " has no trusted certificate that is valid now; put the certificate"
                                + " of who issues the others' into it, as keytool -importcert does");
            }
            return trust;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private static boolean isValid(KeyStore store, String alias) throws KeyStoreException {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                return false;
            }
        }
        return true;
    }

    private static List<String> aliases(KeyStore store) throws KeyStoreException {
        return Collections.list(store.aliases());
    }

    private KeyStore load() {
        try {
            return KeyStore.getInstance(new File(file), password.toCharArray());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // The last: there is no such file.
            throw unreadable(e);
        }
    }

    private IllegalArgumentException unreadable(Exception error) {
        return new IllegalArgumentException(
                this + " can't be read (" + error
                        + "); it must be a PKCS12 or JKS file, readable by this process, and its password right, also for"
                        + " the keys in it",
                error);
    }

    /** Setting and file. */
    @Override
    public String toString() {
        return setting + "=" + file;
    }
}
