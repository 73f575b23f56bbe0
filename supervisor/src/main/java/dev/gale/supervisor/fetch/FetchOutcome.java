package dev.gale.supervisor.fetch;

import dev.gale.coordination.model.CodeHash;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What has become of a request for a topology. */
public sealed interface FetchOutcome {
    /**
     * It is here.
     *
     * @param submission the file with what was submitted
     * @param jar the user's classes; empty when the topology needs none
     * @param configuration the topology's own
     */
    record Ready(Path submission, Optional<Jar> jar, Map<String, Object> configuration) implements FetchOutcome {}

    /** A jar that is here. */
    record Jar(CodeHash hash, Path path) {}

    /** @param why a sentence that says what each source answered */
    record Failed(String why) implements FetchOutcome {}
}
