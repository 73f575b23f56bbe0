package dev.gale.nimbus.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What callers of the API must know. Written without saying what it is. */
public final class ApiSecret {
    private static final int LEAST_LENGTH = 16;

    private final String secret;

    /** @throws IllegalArgumentException when it is too short to be one */
    public ApiSecret(String secret) {
        if (secret.strip().length() < LEAST_LENGTH) {
            throw new IllegalArgumentException(NimbusSettings.API_SECRET + " must have at least " + LEAST_LENGTH
                    + " characters, found " + secret.strip().length() + "; make one with: openssl rand -hex 32");
        }
        this.secret = secret.strip();
    }

    /** Whether somebody knows it; takes as long for a near miss as for a wild guess. */
    public boolean isKnownTo(String offered) {
        return offered != null && MessageDigest.isEqual(digest(offered), digest(secret));
    }

    /** The value of the header Authorization that shows it. */
    public String authorization() {
        return "Bearer " + secret;
    }

    /** Digests are of equal length whatever was offered. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
