package dev.gale.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes keys and certificates by the commands of {@code docs/cluster.md}. */
final class TestCertificates {
    private static final String PASSWORD = "key word";

    private TestCertificates() {}

    /** The settings of a cluster at 127.0.0.1 whose Nimbuses want certificates of those who ask, and of its clients. */
    static Map<String, Object> of(Path directory) {
        keytool(
                directory,
                "-genkeypair -alias authority -dname CN=authority -ext bc:c -keyalg EC -groupname secp256r1 -validity 3650"
                        + " -keystore authority.p12 -storetype PKCS12");
        keytool(directory, "-exportcert -rfc -alias authority -keystore authority.p12 -file authority.pem");
        keytool(
                directory,
                "-importcert -noprompt -alias authority -file authority.pem -keystore trust.p12 -storetype PKCS12");
        issue(directory, "nimbus");
        issue(directory, "client");
        return Map.ofEntries(
                Map.entry("gale.api.secret", "0123456789abcdef"),
                Map.entry("gale.api.tls.enable", true),
                Map.entry(
                        "gale.api.tls.keystore.path",
                        directory.resolve("nimbus.p12").toString()),
                Map.entry("gale.api.tls.keystore.password", PASSWORD),
                Map.entry("gale.api.tls.client.auth", "required"),
                Map.entry(
                        "gale.api.tls.truststore.path",
                        directory.resolve("trust.p12").toString()),
                Map.entry("gale.api.tls.truststore.password", PASSWORD),
                Map.entry(
                        "gale.api.tls.client.truststore.path",
                        directory.resolve("trust.p12").toString()),
                Map.entry("gale.api.tls.client.truststore.password", PASSWORD),
                Map.entry(
                        "gale.api.tls.client.keystore.path",
                        directory.resolve("client.p12").toString()),
                Map.entry("gale.api.tls.client.keystore.password", PASSWORD));
    }

    private static void issue(Path directory, String name) {
        String store = " -keystore " + name + ".p12";
        keytool(
                directory,
                "-genkeypair -alias " + name + " -dname CN=" + name + " -keyalg EC -groupname secp256r1 -validity 365"
                        + store + " -storetype PKCS12");
        keytool(directory, "-certreq -alias " + name + store + " -file " + name + ".csr");
        keytool(
                directory,
                "-gencert -alias authority -keystore authority.p12 -rfc -validity 365 -ext san=dns:localhost,ip:127.0.0.1"
                        + " -infile " + name + ".csr -outfile " + name + ".pem");
        keytool(directory, "-importcert -noprompt -alias authority -file authority.pem" + store);
        keytool(directory, "-importcert -alias " + name + " -file " + name + ".pem" + store);
    }

    private static void keytool(Path directory, String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD));
        Path said = directory.resolve("keytool.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        "keytool " + arguments + ": " + Files.readString(said, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
