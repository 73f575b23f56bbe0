package dev.gale.kernel.tls;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in words what a TLS connection to a Nimbus failed of, when asking again would only fail again. */
public final class TlsFailures {
    private TlsFailures() {}

    /**
     * @param failure of a request
     * @return the end of a sentence about the Nimbus that was asked; empty when it is no such failure
     */
    public static Optional<String> explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> words = explainOne(cause);
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }

    /**
     * What may be the matter when a connection that was made has broken. An end that refuses the other's certificate, or that
     * speaks TLS where the other doesn't, often just closes it.
     *
     * @param tls whether TLS was spoken
     * @return the end of a sentence, or nothing
     */
    public static String hint(Throwable failure, boolean tls) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
                return "";
            }
        }
        return tls
                ? "; if it wants a certificate, set " + ApiTlsSettings.CLIENT_KEY_STORE
                : "; if it speaks TLS, set " + ApiTlsSettings.ENABLE + " to true";
    }

    /** Words of the JDK's, which may quote the bytes of a TLS record that came instead of an answer. */
    public static String printable(String words) {
        return String.valueOf(words).replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<String> explainOne(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateException
                || cause instanceof CertPathBuilderException
                || cause instanceof CertPathValidatorException) {
            return Optional.of(certificate(message));
        }
        if (!(cause instanceof SSLException)) {
            return Optional.empty();
        }
        if (message.contains("nrecognized SSL message")) {
            return Optional.of("doesn't speak TLS there; set " + ApiTlsSettings.ENABLE
                    + " alike for that Nimbus and for who asks it, and restart it");
        }
        if (message.contains("Received fatal alert: ")) {
            return Optional.of(alert(message.substring(message.lastIndexOf(' ') + 1)));
        }
        return message.contains("No appropriate protocol") ? Optional.of(nothingInCommon(message)) : Optional.empty();
    }

    private static String certificate(String message) {
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return "shows a certificate for another host (" + message
                    + "); name it as its certificate does, or give it a certificate for the name that is used";
        }
        if (message.contains("NotAfter") || message.contains("validity check failed")) {
            return "shows a certificate that isn't valid now (" + message + "); renew it";
        }
        return "shows a certificate that isn't trusted here (" + message + "); set " + ApiTlsSettings.CLIENT_TRUST_STORE
                + " to a file with the certificate of who issued it";
    }

    private static String alert(String alert) {
        return switch (alert) {
            case "certificate_required",
                    "bad_certificate",
                    "certificate_unknown",
                    "unknown_ca",
                    "certificate_expired" ->
                "wants another certificate than it was shown (" + alert + "); set " + ApiTlsSettings.CLIENT_KEY_STORE
                        + " to a file with one that its " + ApiTlsSettings.TRUST_STORE + " vouches for";
            case "handshake_failure", "protocol_version", "insufficient_security" -> nothingInCommon(alert);
            default -> "ends the TLS handshake (" + alert + "); its log tells more";
        };
    }

    private static String nothingInCommon(String why) {
        return "speaks no version of TLS, or no cipher suite, that is spoken here (" + why + "); see "
                + ApiTlsSettings.PROTOCOLS + " and " + ApiTlsSettings.CIPHERS;
    }
}
