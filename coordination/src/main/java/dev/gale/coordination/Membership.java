package dev.gale.coordination;

import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import java.util.Map;
import java.util.function.Consumer;

/** Which daemons are alive. */
public interface Membership {
    /**
     * Makes this Nimbus known as long as it lives: as soon as there is a connection, and again after a lost session. An
     * entry left by an earlier life of the same id is replaced.
     */
    Registration registerNimbus(NimbusInfo self, RegistrationListener listener);

    /** The same for a supervisor. */
    Registration registerSupervisor(SupervisorInfo self, RegistrationListener listener);

    Map<NimbusId, NimbusInfo> nimbuses();

    Map<SupervisorId, SupervisorInfo> supervisors();

    Watch watchNimbuses(Consumer<Map<NimbusId, NimbusInfo>> onNimbuses);

    Watch watchSupervisors(Consumer<Map<SupervisorId, SupervisorInfo>> onSupervisors);
}
