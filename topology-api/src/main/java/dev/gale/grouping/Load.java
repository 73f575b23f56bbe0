package dev.gale.grouping;

/** How busy a task is; 0 is idle, 1 fully loaded. An immutable value. */
public class Load {
    private final boolean hasMetrics;
    private final double boltLoad;
    private final double connectionLoad;

    /**
     * Makes a load.
     *
     * @param hasMetrics whether the loads were measured; if not, the task counts as fully loaded
     * @param boltLoad how full the task's queue is
     * @param connectionLoad how full the connection to the task's worker is
     */
    public Load(boolean hasMetrics, double boltLoad, double connectionLoad) {
        this.hasMetrics = hasMetrics;
        this.boltLoad = boltLoad;
        this.connectionLoad = connectionLoad;
    }

    public boolean hasMetrics() {
        return hasMetrics;
    }

    public double getBoltLoad() {
        return boltLoad;
    }

    public double getConnectionLoad() {
        return connectionLoad;
    }

    /** The higher of the two loads, as the slower of two stages sets the pace; 1 if nothing was measured. */
    public double getLoad() {
        return hasMetrics ? Math.max(boltLoad, connectionLoad) : 1.0;
    }

    @Override
    public String toString() {
        return hasMetrics ? "Load[bolt=" + boltLoad + ", connection=" + connectionLoad + "]" : "Load[not measured]";
    }
}
