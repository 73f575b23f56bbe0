package dev.gale.generated;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A topology as it is submitted: components by id, in the order of their declaration. Made by
 * {@link dev.gale.topology.TopologyBuilder}; not thread-safe.
 */
public class StormTopology implements Serializable {
    private Map<String, SpoutSpec> spouts = new LinkedHashMap<>();
    private Map<String, Bolt> bolts = new LinkedHashMap<>();
    private transient List<ByteBuffer> workerHooks = new ArrayList<>(); // not serializable, hence writeObject
    private Map<String, Set<String>> componentToSharedMemory = new LinkedHashMap<>();
    private Map<String, SharedMemory> sharedMemory = new LinkedHashMap<>();

    public StormTopology() {}

    public StormTopology(Map<String, SpoutSpec> spouts, Map<String, Bolt> bolts) {
        set_spouts(spouts);
        set_bolts(bolts);
    }

    /** A copy that shares nothing mutable with the other. */
    public StormTopology(StormTopology other) {
        other.spouts.forEach((id, spout) -> spouts.put(id, new SpoutSpec(spout)));
        other.bolts.forEach((id, bolt) -> bolts.put(id, new Bolt(bolt)));
        other.workerHooks.forEach(hook -> workerHooks.add(ByteBuffer.wrap(bytesOf(hook))));
        other.componentToSharedMemory.forEach(
                (id, names) -> componentToSharedMemory.put(id, new LinkedHashSet<>(names)));
        other.sharedMemory.forEach((name, memory) -> sharedMemory.put(name, new SharedMemory(memory)));
    }

    public StormTopology deepCopy() {
        return new StormTopology(this);
    }

    public Map<String, SpoutSpec> get_spouts() {
        return spouts;
    }

    public void set_spouts(Map<String, SpoutSpec> spouts) {
        this.spouts = spouts == null ? new LinkedHashMap<>() : spouts;
    }

    public boolean is_set_spouts() {
        return !spouts.isEmpty();
    }

    public void unset_spouts() {
        spouts = new LinkedHashMap<>();
    }

    public void put_to_spouts(String id, SpoutSpec spout) {
        spouts.put(id, spout);
    }

    public Map<String, Bolt> get_bolts() {
        return bolts;
    }

    public void set_bolts(Map<String, Bolt> bolts) {
        this.bolts = bolts == null ? new LinkedHashMap<>() : bolts;
    }

    public boolean is_set_bolts() {
        return !bolts.isEmpty();
    }

    public void unset_bolts() {
        bolts = new LinkedHashMap<>();
    }

    public void put_to_bolts(String id, Bolt bolt) {
        bolts.put(id, bolt);
    }

    /** Java-serialized {@link dev.gale.hooks.IWorkerHook}s, in the order in which workers start them. */
    public List<ByteBuffer> get_worker_hooks() {
        return workerHooks;
    }

    public void set_worker_hooks(List<ByteBuffer> workerHooks) {
        this.workerHooks = workerHooks == null ? new ArrayList<>() : workerHooks;
    }

    public boolean is_set_worker_hooks() {
        return !workerHooks.isEmpty();
    }

    public void unset_worker_hooks() {
        workerHooks = new ArrayList<>();
    }

    public void add_to_worker_hooks(ByteBuffer hook) {
        workerHooks.add(hook);
    }

    /** Names of the shared memory that a component asks for, by component id. */
    public Map<String, Set<String>> get_component_to_shared_memory() {
        return componentToSharedMemory;
    }

    public void set_component_to_shared_memory(Map<String, Set<String>> componentToSharedMemory) {
        this.componentToSharedMemory =
                componentToSharedMemory == null ? new LinkedHashMap<>() : componentToSharedMemory;
    }

    public boolean is_set_component_to_shared_memory() {
        return !componentToSharedMemory.isEmpty();
    }

    public void unset_component_to_shared_memory() {
        componentToSharedMemory = new LinkedHashMap<>();
    }

    public void put_to_component_to_shared_memory(String componentId, Set<String> names) {
        componentToSharedMemory.put(componentId, names);
    }

    /** The shared memory of this topology by name. */
    public Map<String, SharedMemory> get_shared_memory() {
        return sharedMemory;
    }

    public void set_shared_memory(Map<String, SharedMemory> sharedMemory) {
        this.sharedMemory = sharedMemory == null ? new LinkedHashMap<>() : sharedMemory;
    }

    public boolean is_set_shared_memory() {
        return !sharedMemory.isEmpty();
    }

    public void unset_shared_memory() {
        sharedMemory = new LinkedHashMap<>();
    }

    public void put_to_shared_memory(String name, SharedMemory memory) {
        sharedMemory.put(name, memory);
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes); // leaves the position of the original alone
        return bytes;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(workerHooks.stream().map(StormTopology::bytesOf).toArray(byte[][]::new));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        workerHooks = new ArrayList<>();
        for (byte[] hook : (byte[][]) in.readObject()) {
            workerHooks.add(ByteBuffer.wrap(hook));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StormTopology that
                && spouts.equals(that.spouts)
                && bolts.equals(that.bolts)
                && workerHooks.equals(that.workerHooks)
                && componentToSharedMemory.equals(that.componentToSharedMemory)
                && sharedMemory.equals(that.sharedMemory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spouts, bolts, workerHooks, componentToSharedMemory, sharedMemory);
    }

    @Override
    public String toString() {
        return "StormTopology(spouts=" + spouts + ", bolts=" + bolts + ", worker_hooks=" + workerHooks.size()
                + ", component_to_shared_memory=" + componentToSharedMemory + ", shared_memory=" + sharedMemory + ")";
    }
}
