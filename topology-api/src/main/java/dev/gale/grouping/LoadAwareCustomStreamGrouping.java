package dev.gale.grouping;

/** A grouping that looks at how busy the target tasks are. */
public interface LoadAwareCustomStreamGrouping extends CustomStreamGrouping {
    /** Called now and then between two tuples, on the executor thread that also chooses tasks. */
    void refreshLoad(LoadMapping loadMapping);
}
