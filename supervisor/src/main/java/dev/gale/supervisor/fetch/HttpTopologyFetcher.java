package dev.gale.supervisor.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.nimbus.NimbusApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Fetches from the HTTP API of Nimbuses: first what was submitted, named by its hash in the assignment; then the jar that
 * this names by its hash. Each is written beside its place, checked by its hash, and moved there; so what is in its place is
 * whole and right, any Nimbus will do, and none needs to be trusted with it.
 *
 * <p>One call asks all Nimbuses in turn, several times with growing pauses, then gives up.
 */
public final class HttpTopologyFetcher implements TopologyFetcher {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final LocalDirectory directory;
    private final KnownNimbuses nimbuses;
    private final NimbusApi api;
    private final RetryPolicy<Object> again;
    private final Timeout<Object> limit;

    /**
     * @param limit how long a round of all Nimbuses may take
     * @param firstPause the pause before the second round; the third waits twice as long, and so on
     */
    public HttpTopologyFetcher(
            LocalDirectory directory, KnownNimbuses nimbuses, NimbusApi api, Duration limit, Duration firstPause) {
        this.directory = directory;
        this.nimbuses = nimbuses;
        this.api = api;
        this.again = RetryPolicy.builder()
                .handle(FetchFailed.class, TimeoutExceededException.class)
                .withMaxRetries(3)
                .withBackoff(firstPause, firstPause.multipliedBy(10))
                .withJitter(0.2)
                .build();
        this.limit = Timeout.builder(limit).withInterrupt().build();
    }

    @Override
    public FetchOutcome.Ready fetch(TopologyVersion version) throws FetchFailed {
        try {
            return Failsafe.with(again).compose(limit).get(() -> fetchOnce(version));
        } catch (TimeoutExceededException e) {
            throw new FetchFailed(
                    version + " could not be fetched within "
                            + limit.getConfig().getTimeout().toSeconds()
                            + " s; is the network slow, or gale.supervisor.fetch.limit.secs too short?",
                    e);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new FetchFailed(version + " could not be fetched: the supervisor stops", e);
            }
            throw new FetchFailed(
                    version + " could not be fetched: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private FetchOutcome.Ready fetchOnce(TopologyVersion version) throws IOException, InterruptedException {
        Path file = directory.submission(version.codeHash());
        bring(version.codeHash(), file);
        Submission submission;
        try {
            submission = SubmissionJson.read(Files.readAllBytes(file));
        } catch (InvalidSubmission e) {
            throw new IOException(
                    "what Nimbus has stored of it can't be used; do Nimbus and this supervisor have the same version? "
                            + e.getMessage(),
                    e);
        }
        Optional<FetchOutcome.Jar> jar = Optional.ofNullable(submission.codeHash())
                .map(CodeHash::new)
                .map(hash -> new FetchOutcome.Jar(hash, directory.jar(hash)));
        if (jar.isPresent()) {
            bring(jar.get().hash(), jar.get().path());
        }
        return new FetchOutcome.Ready(file, jar, submission.conf());
    }

    /** Unless it is here: from the first Nimbus that has it. */
    private void bring(CodeHash hash, Path target) throws IOException, InterruptedException {
        if (Files.exists(target)) {
            return;
        }
        String path = "/api/v1/code/" + hash;
        List<String> problems = new ArrayList<>();
        for (NimbusInfo source : nimbuses.forCode(hash)) {
            Path part = PrivateFiles.newPart(target);
            try {
                download(source, path, part);
                String found = sha256(part);
                if (!found.equals(hash.value())) {
                    throw new IOException("sent " + Files.size(part) + " bytes whose SHA-256 is " + found);
                }
                PrivateFiles.publish(part, target);
                return;
            } catch (IOException e) {
                String why = e.getMessage() == null ? e.toString() : e.getMessage();
                problems.add("nimbus " + source.id() + " at " + source.host() + ":" + source.apiPort() + ": " + why);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        throw new FetchFailed(
                problems.isEmpty()
                        ? "no Nimbus is known; start one that uses the same ZooKeeper and storm.zookeeper.root"
                        : path + ": " + String.join("; ", problems));
    }

    private void download(NimbusInfo source, String path, Path part) throws IOException, InterruptedException {
        HttpResponse<Path> response =
                api.send(api.request(api.uri(source, path)).build(), BodyHandlers.ofFile(part));
        switch (response.statusCode()) {
            case OK -> {}
            case NOT_FOUND -> throw new IOException("has not got it");
            case UNAUTHORIZED -> throw new IOException("wants another secret; set gale.api.secret to Nimbus's");
            default -> throw new IOException("answered " + response.statusCode());
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
