package dev.gale.kernel.tls;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;

import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of TLS between Nimbus's HTTP API and those who ask it, each declared once. */
public final class ApiTlsSettings {
    /** Keys that begin so are settings, or mistakes. */
    public static final String PREFIX = "gale.api.tls.";

    /** Whether clients show who they are. */
    public enum ClientAuth {
        NONE,
        REQUIRED
    }

    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<Boolean> ENABLE = declare(Setting.flag(
            PREFIX + "enable",
            CLUSTER,
            false,
            "Whether Nimbus serves its API by TLS, and only so, and whether others ask it by TLS, and only so. The same"
                    + " for all daemons and clients of a cluster."));
    public static final Setting<String> KEY_STORE = declare(Setting.text(
            PREFIX + "keystore.path",
            CLUSTER,
            null,
            "File with Nimbus's private key and certificate, PKCS12 or JKS. The certificate must name the host as others"
                    + " reach it."));
    public static final Setting<String> KEY_STORE_PASSWORD =
            declare(Setting.text(PREFIX + "keystore.password", CLUSTER, null, "Password of that file and its key."));
    public static final Setting<ClientAuth> CLIENT_AUTH = declare(Setting.choice(
            PREFIX + "client.auth",
            CLUSTER,
            ClientAuth.class,
            ClientAuth.NONE,
            "Whether who asks Nimbus must show a certificate, besides the secret. Needs a trust store."));
    public static final Setting<String> TRUST_STORE = declare(Setting.text(
            PREFIX + "truststore.path",
            CLUSTER,
            null,
            "File with the certificates of those who may issue certificates for clients, PKCS12 or JKS."));
    public static final Setting<String> TRUST_STORE_PASSWORD =
            declare(Setting.text(PREFIX + "truststore.password", CLUSTER, null, "Password of that file."));
    public static final Setting<String> CLIENT_TRUST_STORE = declare(
            Setting.text(
                    PREFIX + "client.truststore.path",
                    CLUSTER,
                    null,
                    "File with the certificates of those who may issue certificates for Nimbuses, PKCS12 or JKS; default: those"
                            + " whom Java trusts. Read by whoever asks a Nimbus: commands, supervisors, workers, other Nimbuses."));
    public static final Setting<String> CLIENT_TRUST_STORE_PASSWORD =
            declare(Setting.text(PREFIX + "client.truststore.password", CLUSTER, null, "Password of that file."));
    public static final Setting<String> CLIENT_KEY_STORE = declare(Setting.text(
            PREFIX + "client.keystore.path",
            CLUSTER,
            null,
            "File with the private key and certificate that are shown to a Nimbus that requires one, PKCS12 or JKS."));
    public static final Setting<String> CLIENT_KEY_STORE_PASSWORD = declare(
            Setting.text(PREFIX + "client.keystore.password", CLUSTER, null, "Password of that file and its key."));
    public static final Setting<String> PROTOCOLS = declare(Setting.text(
            PREFIX + "protocols", CLUSTER, "TLSv1.3,TLSv1.2", "Versions of TLS that are spoken, separated by commas."));
    public static final Setting<String> CIPHERS = declare(Setting.text(
            PREFIX + "ciphers",
            CLUSTER,
            null,
            "Cipher suites that are used, separated by commas; default: the JDK's."));

    private static final Settings SETTINGS = new Settings(ALL);

    private ApiTlsSettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }
}
