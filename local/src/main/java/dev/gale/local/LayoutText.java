package dev.gale.local;

import dev.gale.utils.Utils;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyLayout.Call;
import dev.gale.worker.report.TopologyLayout.ExecutorLayout;
import dev.gale.worker.report.TopologyLayout.Group;
import dev.gale.worker.report.TopologyLayout.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows people how a topology is laid out on threads. */
public final class LayoutText {
    private static final int WIDTH = 80;
    private static final String ARROW = "→";

    private final StringBuilder text = new StringBuilder();

    private LayoutText() {}

    /** Several lines, without a line break at the end. */
    public static String of(TopologyLayout layout) {
        LayoutText whole = new LayoutText();
        whole.add(0, "Plan of topology " + layout.topology());
        layout.threads().forEach(thread -> {
            whole.add(2, "thread " + thread.name());
            thread.groups().forEach(group -> rows(group).forEach(row -> whole.add(4, row)));
        });
        whole.add(2, "subscriptions");
        layout.subscriptions().forEach(subscription -> whole.add(4, line(subscription)));
        return whole.text.toString();
    }

    /**
     * Each call once, in rows that are as long as can be: the first goes on from the group's first executor to one that it
     * calls and so on, the next begins where something is left.
     */
    private static List<String> rows(Group group) {
        if (group.calls().isEmpty()) {
            return group.executors().stream().map(LayoutText::executor).toList();
        }
        List<String> rows = new ArrayList<>();
        List<Call> left = new ArrayList<>(group.calls());
        Set<String> shown = new HashSet<>();
        for (ExecutorLayout executor : group.executors()) {
            Optional<Call> next = from(executor.name(), left);
            while (next.isPresent()) {
                StringBuilder row = new StringBuilder(executor.name());
                shown.add(executor.name());
                while (next.isPresent()) {
                    Call call = next.get();
                    left.remove(call);
                    row.append(' ').append(ARROW).append(' ').append(call.to());
                    shown.add(call.to());
                    next = from(call.to(), left);
                }
                rows.add(row.toString());
                next = from(executor.name(), left);
            }
            if (shown.add(executor.name())) {
                rows.add(executor(executor));
            }
        }
        return rows;
    }

    private static Optional<Call> from(String executor, List<Call> calls) {
        return calls.stream().filter(call -> call.from().equals(executor)).findFirst();
    }

    private static String executor(ExecutorLayout executor) {
        return executor.name() + (executor.letGo() ? " (alone, since its calls take long)" : "");
    }

    private static String line(Subscription subscription) {
        String stream = subscription.stream().equals(Utils.DEFAULT_STREAM_ID) ? "" : "/" + subscription.stream();
        return subscription.component() + stream + " " + ARROW + " " + subscription.subscriber() + ": "
                + (subscription.inLanes() ? "called directly in the same group, else " : "")
                + subscription.whyQueue().map(why -> "by a queue, since " + why).orElse("called directly")
                + (subscription.letGo().isEmpty()
                        ? ""
                        : "; not so where calls take long: " + String.join(", ", subscription.letGo()));
    }

    /** Breaks between words where a line would get too long; what follows is indented by four more. */
    private void add(int indent, String line) {
        int column = 0;
        for (String word : line.split(" ")) {
            if (column > 0 && column + 1 + word.length() <= WIDTH) {
                text.append(' ').append(word);
                column += 1 + word.length();
                continue;
            }
            int margin = column == 0 ? indent : indent + 4;
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(" ".repeat(margin)).append(word);
            column = margin + word.length();
        }
    }
}
