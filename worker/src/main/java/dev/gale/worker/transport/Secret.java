package dev.gale.worker.transport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What both ends of a connection know; proven by keyed hashes of what the other end has drawn at random. Immutable. */
final class Secret {
    static final int PROOF_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    /** For the exchange to have one form where no secret is set; it proves nothing. */
    private static final Secret NONE = new Secret(new byte[] {'n', 'o', 'n', 'e'});

    private final SecretKeySpec key;

    /** @param bytes not empty */
    Secret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The secret, or one that everybody knows for null. */
    static Secret orNone(Secret secret) {
        return secret == null ? NONE : secret;
    }

    /**
     * Proves knowledge of the secret.
     *
     * @param role of who proves, so that nobody can send back what was sent to him
     * @param exchanged what both ends have said so far
     */
    byte[] proof(String role, byte[]... exchanged) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, role.getBytes(StandardCharsets.US_ASCII));
            for (byte[] part : exchanged) {
                update(mac, part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", impossible);
        }
    }

    /** With its length, so that no two lists of parts look alike. */
    private static void update(Mac mac, byte[] part) {
        mac.update((byte) (part.length >>> 24));
        mac.update((byte) (part.length >>> 16));
        mac.update((byte) (part.length >>> 8));
        mac.update((byte) part.length);
        mac.update(part);
    }

    /** Compares in a time that says nothing about where they differ. */
    static boolean equal(byte[] proof, byte[] expected) {
        return MessageDigest.isEqual(proof, expected);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
