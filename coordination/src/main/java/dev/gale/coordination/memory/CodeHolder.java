package dev.gale.coordination.memory;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import java.util.Comparator;

/** That a Nimbus has a code. */
record CodeHolder(CodeHash hash, NimbusId nimbusId) implements Comparable<CodeHolder> {
    private static final Comparator<CodeHolder> ORDER =
            Comparator.comparing(CodeHolder::hash).thenComparing(CodeHolder::nimbusId);

    @Override
    public int compareTo(CodeHolder other) {
        return ORDER.compare(this, other);
    }
}
