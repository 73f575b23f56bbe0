package dev.gale.coordination;

import dev.gale.coordination.model.NimbusInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** Which Nimbus leads. At most one at a time can change topologies and assignments. */
public interface Leadership {
    /**
     * Joins the election, to stay until the candidacy is closed, through lost connections and sessions.
     *
     * @throws IllegalStateException when this daemon is a candidate already
     */
    Candidacy campaign(NimbusInfo self, LeadershipListener listener);

    /** Who leads; empty when nobody does, or the leader has died and its session hasn't ended yet. */
    Optional<NimbusInfo> leader();

    /** Follows who leads. */
    Watch watchLeader(Consumer<Optional<NimbusInfo>> onLeader);

    /** A place in the election. Closing it gives up the leadership, if held, without a call of the listener. */
    interface Candidacy extends AutoCloseable {
        @Override
        void close();
    }
}
