package dev.gale.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.example.ledger.LedgerFile;
import org.example.ledger.LedgerFiles;

/** What a topology has written down, and the rules that must hold of it whatever was killed meanwhile. */
public final class Ledger {
    private final Path directory;

    public Ledger(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** No message is begun any more; what is in flight goes on. */
    public void stopSource() {
        try {
            Files.createFile(LedgerFiles.stop(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Acks so far, of all spouts. */
    public long acks() {
        long bytes = 0;
        for (int task = 0; task < LedgerFiles.SPOUT_TASKS; task++) {
            bytes += LedgerFiles.acked(directory, task).toFile().length();
        }
        return bytes / (2 * Long.BYTES);
    }

    /** Acks so far, by spout. */
    public long[] acksBySpout() {
        long[] acks = new long[LedgerFiles.SPOUT_TASKS];
        for (int task = 0; task < acks.length; task++) {
            acks[task] = LedgerFiles.acked(directory, task).toFile().length();
        }
        return acks;
    }

    /** Whether each spout has heard of an ack since. */
    public boolean haveAllGoneOnSince(long[] before) {
        long[] now = acksBySpout();
        for (int task = 0; task < now.length; task++) {
            if (now[task] <= before[task]) {
                return false;
            }
        }
        return true;
    }

    public boolean isComplete() {
        for (int task = 0; task < LedgerFiles.SPOUT_TASKS; task++) {
            if (!Files.exists(LedgerFiles.stopped(directory, task))
                    || !messages(LedgerFile.read(LedgerFiles.emitted(directory, task)))
                            .equals(messages(LedgerFile.read(LedgerFiles.acked(directory, task))))) {
                return false;
            }
        }
        return true;
    }

    /** How far it is, for a test that waits in vain. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (int task = 0; task < LedgerFiles.SPOUT_TASKS; task++) {
            List<LedgerFile.Entry> all = LedgerFile.read(LedgerFiles.emitted(directory, task));
            text.append("spout ")
                    .append(task)
                    .append(": ")
                    .append(messages(all).size())
                    .append(" messages, ")
                    .append(all.size())
                    .append(" attempts, ")
                    .append(messages(LedgerFile.read(LedgerFiles.acked(directory, task)))
                            .size())
                    .append(" acked, ")
                    .append(LedgerFile.read(LedgerFiles.failed(directory, task)).size())
                    .append(" failures; ");
        }
        return text.toString();
    }

    /** Attempts beyond the first of each message. */
    public long replays() {
        long replays = 0;
        for (int task = 0; task < LedgerFiles.SPOUT_TASKS; task++) {
            List<LedgerFile.Entry> all = LedgerFile.read(LedgerFiles.emitted(directory, task));
            replays += all.size() - messages(all).size();
        }
        return replays;
    }

    /**
     * Every message that was emitted was received at least once and acked; none was acked that wasn't received; each attempt
     * had at most one outcome; and no more was emitted again than was in flight at the faults.
     *
     * @param faults how often something was killed or stopped that runs tasks of the topology
     */
    public void shouldHold(int faults) {
        Set<Long> received = new HashSet<>();
        for (int task = 0; task < LedgerFiles.RECORDING_TASKS; task++) {
            received.addAll(messages(LedgerFile.read(LedgerFiles.received(directory, task))));
        }
        for (int task = 0; task < LedgerFiles.SPOUT_TASKS; task++) {
            List<LedgerFile.Entry> emissions = LedgerFile.read(LedgerFiles.emitted(directory, task));
            List<LedgerFile.Entry> acks = LedgerFile.read(LedgerFiles.acked(directory, task));
            Set<Long> begun = messages(emissions);

            assertThat(begun).describedAs("messages of spout " + task).isNotEmpty();
            assertThat(messages(acks)).describedAs("acked of spout " + task).isEqualTo(begun);
            assertThat(received).describedAs("received of spout " + task).containsAll(begun);
            Map<Long, Integer> outcomes = new HashMap<>();
            acks.forEach(ack -> outcomes.merge(ack.attempt(), 1, Integer::sum));
            LedgerFile.read(LedgerFiles.failed(directory, task))
                    .forEach(fail -> outcomes.merge(fail.attempt(), 1, Integer::sum));
            assertThat(outcomes.values()).describedAs("outcomes of an attempt").containsOnly(1);
        }
        assertThat(replays())
                .describedAs("replays: " + describe())
                .isLessThanOrEqualTo((long) faults * LedgerFiles.SPOUT_TASKS * LedgerFiles.MOST_IN_FLIGHT);
    }

    private static Set<Long> messages(List<LedgerFile.Entry> entries) {
        Set<Long> messages = new HashSet<>();
        entries.forEach(entry -> messages.add(entry.message()));
        return messages;
    }
}
