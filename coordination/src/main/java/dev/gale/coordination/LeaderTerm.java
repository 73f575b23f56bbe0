package dev.gale.coordination;

import dev.gale.coordination.model.NimbusId;
import java.util.Objects;

/**
 * A time of leadership of one Nimbus. A change shown a term that is over is refused by the store itself, however late it
 * arrives.
 *
 * @param number grows with every change of the leader
 * @param token what the store checks; has no meaning for others
 */
public record LeaderTerm(NimbusId nimbusId, long number, String token) {
    public LeaderTerm {
        Objects.requireNonNull(nimbusId, "nimbus id");
        Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
        return "term " + number + " of nimbus " + nimbusId;
    }
}
