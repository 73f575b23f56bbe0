package dev.gale.coordination;

import dev.gale.coordination.model.WorkerLease;
import java.util.ArrayList;
import java.util.List;

/** Listeners that remember what they were told. */
final class Recorders {
    private Recorders() {}

    static final class Candidate implements LeadershipListener {
        final List<String> calls = new ArrayList<>();
        /** Null while it doesn't lead. */
        LeaderTerm term;
        /** Also when it doesn't lead any more; null if it never did. */
        LeaderTerm lastTerm;

        @Override
        public void onGained(LeaderTerm gained) {
            calls.add("gained");
            term = gained;
            lastTerm = gained;
        }

        @Override
        public void onLost() {
            calls.add("lost");
            term = null;
        }
    }

    static final class Registered implements RegistrationListener {
        int times;
        String displacedBy;

        @Override
        public void onRegistered() {
            times++;
        }

        @Override
        public void onDisplaced(String by) {
            displacedBy = by;
        }
    }

    static final class Leased implements LeaseListener {
        final List<Long> epochs = new ArrayList<>();
        LeaseEnd end;
        String explanation;

        @Override
        public void onGranted(WorkerLease lease) {
            epochs.add(lease.epoch());
        }

        @Override
        public void onEnded(LeaseEnd why, String sentence) {
            end = why;
            explanation = sentence;
        }

        @Override
        public String toString() {
            return "granted " + epochs + (end == null ? "" : ", ended " + end + ": " + explanation);
        }
    }
}
