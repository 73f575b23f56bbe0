package dev.gale.cli.program;

import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.cli.outcome.NotPermitted;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInitialStatus;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Submits what a program makes to a cluster: uploads its jar unless the cluster has it, then the topology. Remembers what
 * was accepted and what was refused, since programs like to swallow exceptions. Called by any thread of the program, one
 * at a time.
 */
public final class ClusterTarget implements SubmissionTarget {
    /** A topology that was accepted. */
    public record Accepted(String id, String name, String status) {}

    private final NimbusClient nimbus;
    private final Path jar;
    private final Map<String, Object> defaults;
    private final Consumer<String> talk;
    private final Optional<OutputStream> terminal;

    private final List<Accepted> accepted = new ArrayList<>(); // guarded by this
    private CommandFailure refused; // the first; guarded by this

    /**
     * @param defaults what holds for a topology where its program sets nothing
     * @param talk told what happens, a sentence at a time
     * @param terminal where to draw a bar; empty for none
     */
    public ClusterTarget(
            NimbusClient nimbus,
            Path jar,
            Map<String, Object> defaults,
            Consumer<String> talk,
            Optional<OutputStream> terminal) {
        this.nimbus = nimbus;
        this.jar = jar;
        this.defaults = Map.copyOf(defaults);
        this.talk = talk;
        this.terminal = terminal;
    }

    @Override
    public synchronized void submit(
            String name,
            Map<String, Object> conf,
            StormTopology topology,
            SubmitOptions options,
            StormSubmitter.ProgressListener listener)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        try {
            String hash = CodeHash.of(jar);
            byte[] submission = SubmissionJson.write(
                    new Submission(name, merged(name, conf), topology, hash, initialStatus(name, options)));
            upload(hash, listener);
            Json answer = nimbus.submit(submission);
            Accepted topologyAccepted = new Accepted(answer.text("id"), answer.text("name"), answer.text("status"));
            accepted.add(topologyAccepted);
            talk.accept("submitted " + topologyAccepted.id());
            if (answer.has("schedulerInfo")) {
                talk.accept(name + ": " + answer.text("schedulerInfo"));
            }
        } catch (IOException e) {
            throw noted(new CommandFailure(ExitCode.FAILED, jar + " can't be read: " + e.getMessage(), e));
        } catch (NotPermitted e) {
            noted(e);
            throw with(new AuthorizationException(e.getMessage()), e);
        } catch (CommandFailure e) {
            noted(e);
            switch (e.exitCode()) {
                case CONFLICT -> throw with(new AlreadyAliveException(e.getMessage()), e);
                case REFUSED -> throw with(new InvalidTopologyException(e.getMessage()), e);
                default -> throw e;
            }
        }
    }

    private static <E extends Exception> E with(E exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }

    private CommandFailure noted(CommandFailure failure) {
        if (refused == null) {
            refused = failure;
        }
        return failure;
    }

    private Map<String, Object> merged(String name, Map<String, Object> conf) {
        Map<String, Object> merged = new LinkedHashMap<>(defaults);
        conf.forEach((key, value) -> {
            Object before = merged.put(key, value);
            if (before != null && !before.equals(value)) {
                talk.accept(name + ": the program sets " + key + "=" + value + ", which wins over " + before);
            }
        });
        return merged;
    }

    private static Submission.InitialStatus initialStatus(String name, SubmitOptions options) {
        if (options == null) {
            return Submission.InitialStatus.ACTIVE;
        }
        if (options.is_set_creds()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "topology " + name + " is submitted with credentials, which Gale doesn't carry; leave them out");
        }
        return options.get_initial_status() == TopologyInitialStatus.INACTIVE
                ? Submission.InitialStatus.INACTIVE
                : Submission.InitialStatus.ACTIVE;
    }

    private void upload(String hash, StormSubmitter.ProgressListener listener) throws IOException {
        if (!nimbus.wantsCode(hash, jar)) {
            talk.accept("the cluster has " + jar.getFileName() + " already");
            return;
        }
        long bytes = Files.size(jar);
        String target = "code/" + hash;
        if (listener == null) {
            try (UploadProgress progress = terminal.map(
                            drawn -> UploadProgress.on(drawn, "upload " + jar.getFileName(), bytes))
                    .orElseGet(UploadProgress::hidden)) {
                nimbus.putCode(hash, jar, progress);
            }
        } else {
            listener.onStart(jar.toString(), target, bytes);
            LongConsumer progress = uploaded -> listener.onProgress(jar.toString(), target, uploaded, bytes);
            nimbus.putCode(hash, jar, progress);
            listener.onCompleted(jar.toString(), target, bytes);
        }
        talk.accept("uploaded " + jar.getFileName() + ", " + bytes + " bytes");
    }

    /** What has been accepted so far. */
    public synchronized List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** The first refusal, which the program may have swallowed. */
    public synchronized Optional<CommandFailure> refused() {
        return Optional.ofNullable(refused);
    }
}
