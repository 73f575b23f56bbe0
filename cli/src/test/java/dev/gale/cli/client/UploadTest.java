package dev.gale.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.words.Main;
import dev.gale.cli.Await;
import dev.gale.cli.TestJar;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.cli.outcome.NotPermitted;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.nimbus.NimbusDaemon;
import dev.gale.nimbus.topology.SubmissionCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Much is sent to real Nimbuses: what they take arrives, and what they refuse ends with their words, and soon. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadTest {
    private static final String SECRET = "a secret of the tests";
    private static final String HASH = "0".repeat(64);
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private final InMemoryCluster facts = new InMemoryCluster();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final DedicatedScheduler scheduler =
            new DedicatedScheduler(SystemClock.INSTANCE, (agent, error) -> errors.add(error), ThreadHook.NONE);
    private final List<NimbusDaemon> daemons = new ArrayList<>();
    private String leader;
    private String follower;

    @BeforeEach
    void startALeaderAndAFollower() throws Exception {
        leader = start("n1");
        Await.until(() -> "the first Nimbus leads", () -> daemons.get(0).leads());
        follower = start("n2");
        Await.until(() -> "the other knows who leads", this::followerKnowsLeader);
    }

    private boolean followerKnowsLeader() {
        try {
            return client(SECRET, follower)
                    .order("/topology/none/activate", Optional.empty())
                    .isEmpty();
        } catch (CommandFailure e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return false;
        }
    }

    private String start(String name) throws IOException {
        NimbusDaemon daemon = new NimbusDaemon(
                Map.of(
                        "storm.local.dir", directory.resolve(name).toString(),
                        "gale.nimbus.api.port", 0,
                        "gale.nimbus.code.max.mb", 8,
                        "gale.nimbus.submission.max.mb", 32,
                        "gale.api.secret", SECRET),
                executor -> facts.newClient(name, executor),
                SubmissionCheck.NONE,
                scheduler,
                SystemClock.INSTANCE,
                () -> {});
        daemons.add(daemon);
        daemon.start();
        return "127.0.0.1:" + daemon.info().apiPort();
    }

    @AfterEach
    void stop() {
        daemons.forEach(NimbusDaemon::close);
        scheduler.close();
        assertThat(errors).isEmpty();
    }

    private static NimbusClient client(String secret, String address) {
        Map<String, Object> conf = new HashMap<>();
        conf.put("nimbus.seeds", List.of(address));
        conf.put("gale.api.secret", secret);
        conf.put("storm.nimbus.retry.times", 0);
        return new NimbusClient(ClientSettings.from(conf));
    }

    /** Takes no room. */
    private Path file(int mib) throws IOException {
        Path file = directory.resolve(mib + ".jar");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((long) mib * MIB);
        }
        return file;
    }

    @Test
    void shouldSendLargeCodeThatIsWanted() throws Exception {
        Path code = file(8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[8 * MIB]));
        NimbusClient client = client(SECRET, follower);

        assertThat(client.wantsCode(hash, code)).isTrue();
        client.putCode(hash, code, bytes -> {});
        assertThat(client.wantsCode(hash, code)).isFalse();
    }

    @Test
    void shouldSayThatCodeIsTooLargeBeforeItIsSent() throws Exception {
        Path large = file(2_000);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client(SECRET, leader).wantsCode(HASH, large))
                .withMessageContaining("2097152000 bytes")
                .withMessageContaining("8388608")
                .withMessageContaining("gale.nimbus.code.max.mb")
                .matches(failure -> failure.exitCode() == ExitCode.REFUSED);
    }

    @Test
    void shouldPassOnThatCodeIsTooLargeWhenItWasSentAllTheSame() throws Exception {
        Path large = file(20);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client(SECRET, leader).putCode(HASH, large, bytes -> {}))
                .withMessageContaining("larger than the allowed 8388608 bytes")
                .matches(failure -> failure.exitCode() == ExitCode.REFUSED);
    }

    @Test
    void shouldSayThatTheSecretIsWrongThoughMuchIsSent() throws Exception {
        Path code = file(20);
        NimbusClient client = client("the wrong secret of the tests", leader);

        assertThatExceptionOfType(NotPermitted.class)
                .isThrownBy(() -> client.wantsCode(HASH, code))
                .withMessageContaining("gale.api.secret");
        assertThatExceptionOfType(NotPermitted.class)
                .isThrownBy(() -> client.putCode(HASH, code, bytes -> {}))
                .withMessageContaining("gale.api.secret");
        assertThatExceptionOfType(NotPermitted.class)
                .isThrownBy(() -> client.submit(new byte[20 * MIB]))
                .withMessageContaining("gale.api.secret");
    }

    @Test
    void shouldSayThatTheBytesAreOthersThanTheHashSays() throws Exception {
        Path code = new TestJar().with(Main.class).write(directory.resolve("words.jar"));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client(SECRET, leader).putCode(HASH, code, bytes -> {}))
                .withMessageContaining(HASH)
                .matches(failure -> failure.exitCode() == ExitCode.REFUSED);
    }

    @Test
    void shouldSendALargeSubmissionToTheLeaderWhole() {
        byte[] submission = (" ".repeat(20 * MIB) + "nonsense").getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client(SECRET, follower).submit(submission))
                .withMessageContaining("'nonsense'")
                .matches(failure -> failure.exitCode() == ExitCode.REFUSED);
    }
}
