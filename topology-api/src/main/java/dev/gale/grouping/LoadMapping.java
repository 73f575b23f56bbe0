package dev.gale.grouping;

import java.util.HashMap;
import java.util.Map;

/**
 * The latest known load of tasks. One thread replaces the local loads, one the remote loads, and any thread may read.
 */
public class LoadMapping {
    // Each map is replaced as a whole by its writer and never changed afterwards.
    private volatile Map<Integer, Load> local = Map.of();
    private volatile Map<Integer, Load> remote = Map.of();

    /** Replaces the loads of the tasks in this worker, which no connection lies before. */
    public void setLocal(Map<Integer, Double> loadByTask) {
        Map<Integer, Load> loads = new HashMap<>(2 * loadByTask.size());
        loadByTask.forEach((task, load) -> loads.put(task, new Load(true, load, 0.0)));
        local = loads;
    }

    /** Replaces the loads of the tasks in other workers. */
    public void setRemote(Map<Integer, Load> loadByTask) {
        remote = new HashMap<>(loadByTask);
    }

    /** The load of a task; null if nothing is known of it. A local load wins over a remote one. */
    public Load getLoad(int task) {
        Load load = local.get(task);
        return load != null ? load : remote.get(task);
    }

    /** The load of a task as a number from 0 to 1; 0 if nothing is known of it. */
    public double get(int task) {
        Load load = getLoad(task);
        return load == null ? 0.0 : load.getLoad();
    }
}
