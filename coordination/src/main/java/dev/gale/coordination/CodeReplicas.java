package dev.gale.coordination;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which living Nimbus has which code. A submission is accepted when enough of them have its code; a leader without the
 * code of a topology finds here where to get it.
 */
public interface CodeReplicas {
    /** Makes known that this Nimbus has the code, as long as it lives and until the registration is closed. */
    Registration declare(NimbusInfo self, CodeHash hash);

    /** Who has this code. */
    Set<NimbusInfo> holders(CodeHash hash);

    /** Follows who has which code; a code that nobody has is missing. */
    Watch watch(Consumer<Map<CodeHash, Set<NimbusInfo>>> onHolders);
}
