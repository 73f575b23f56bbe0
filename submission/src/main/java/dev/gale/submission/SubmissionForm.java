package dev.gale.submission;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.SharedMemory;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.submission.Submission.InitialStatus;
import dev.gale.utils.ConfValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of a submission in JSON; its record components are the fields. Whatever is missing is null here and is
 * looked at when the submission is made of it.
 */
record SubmissionForm(
        String name,
        InitialStatus initialStatus,
        String codeHash,
        Map<String, Object> conf,
        Map<String, ComponentForm> spouts,
        Map<String, ComponentForm> bolts,
        List<ByteBuffer> workerHooks,
        Map<String, MemoryForm> sharedMemory,
        Map<String, Set<String>> componentSharedMemory) {

    /**
     * A spout or bolt.
     *
     * @param object the user's object, serialized
     */
    record ComponentForm(
            ByteBuffer object,
            Integer parallelism,
            Map<String, Object> conf,
            List<InputForm> inputs,
            Map<String, StreamForm> streams) {}

    record InputForm(String component, String stream, GroupingForm grouping) {}

    record StreamForm(List<String> fields, boolean direct) {}

    record MemoryForm(Double onHeap, Double offHeapWorker, Double offHeapNode) {}

    static SubmissionForm of(Submission submission) {
        StormTopology topology = submission.topology();
        Map<String, ComponentForm> spouts = new LinkedHashMap<>();
        topology.get_spouts()
                .forEach((id, spout) -> spouts.put(id, component(id, spout.get_spout_object(), spout.get_common())));
        Map<String, ComponentForm> bolts = new LinkedHashMap<>();
        topology.get_bolts()
                .forEach((id, bolt) -> bolts.put(id, component(id, bolt.get_bolt_object(), bolt.get_common())));
        Map<String, MemoryForm> memory = new LinkedHashMap<>();
        topology.get_shared_memory().forEach((name, shared) -> memory.put(name, memory(shared)));
        return new SubmissionForm(
                submission.name(),
                submission.initialStatus(),
                submission.codeHash(),
                submission.conf(),
                spouts,
                bolts,
                topology.get_worker_hooks(),
                memory,
                topology.get_component_to_shared_memory());
    }

    private static ComponentForm component(String id, ComponentObject object, ComponentCommon common) {
        if (object == null || common == null) {
            throw new IllegalArgumentException("component " + id + " has no "
                    + (object == null ? "object" : "common part") + "; make the topology with TopologyBuilder");
        }
        List<InputForm> inputs = new ArrayList<>();
        common.get_inputs()
                .forEach((source, grouping) -> inputs.add(
                        new InputForm(source.get_componentId(), source.get_streamId(), GroupingForm.of(grouping))));
        Map<String, StreamForm> streams = new LinkedHashMap<>();
        common.get_streams()
                .forEach((stream, info) ->
                        streams.put(stream, new StreamForm(info.get_output_fields(), info.is_direct())));
        return new ComponentForm(
                ByteBuffer.wrap(object.get_serialized_java()),
                common.is_set_parallelism_hint() ? common.get_parallelism_hint() : null,
                common.get_conf(),
                inputs,
                streams);
    }

    private static MemoryForm memory(SharedMemory memory) {
        return new MemoryForm(
                memory.is_set_on_heap() ? memory.get_on_heap() : null,
                memory.is_set_off_heap_worker() ? memory.get_off_heap_worker() : null,
                memory.is_set_off_heap_node() ? memory.get_off_heap_node() : null);
    }

    /** @throws IllegalArgumentException saying what is missing or wrong */
    Submission toSubmission() {
        StormTopology topology = new StormTopology();
        orEmpty(spouts).forEach((id, form) -> {
            present(form, "spout " + id + " is null");
            topology.put_to_spouts(id, new SpoutSpec(object("spout " + id, form), common("spout " + id, form)));
        });
        orEmpty(bolts).forEach((id, form) -> {
            present(form, "bolt " + id + " is null");
            topology.put_to_bolts(id, new Bolt(object("bolt " + id, form), common("bolt " + id, form)));
        });
        orEmpty(workerHooks).forEach(hook -> topology.add_to_worker_hooks(present(hook, "a worker hook is null")));
        orEmpty(sharedMemory).forEach((id, form) -> topology.put_to_shared_memory(id, memory(id, form)));
        orEmpty(componentSharedMemory)
                .forEach((id, names) -> topology.put_to_component_to_shared_memory(
                        id, new LinkedHashSet<>(present(names, "componentSharedMemory of " + id + " is null"))));
        return new Submission(name, conf, topology, codeHash, initialStatus);
    }

    private static ComponentObject object(String what, ComponentForm form) {
        present(form.object, what + " has no object");
        return ComponentObject.serialized_java(bytes(form.object));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ComponentCommon common(String what, ComponentForm form) {
        ComponentCommon common = new ComponentCommon();
        orEmpty(form.inputs).forEach(input -> {
            present(input, what + " has an input that is null");
            GlobalStreamId source = new GlobalStreamId(
                    present(input.component, what + " has an input without component"),
                    present(input.stream, what + " has an input without stream"));
            present(input.grouping, what + " has an input without grouping");
            common.get_inputs().put(source, input.grouping.toGrouping());
        });
        orEmpty(form.streams).forEach((stream, info) -> {
            present(info, "stream " + stream + " of " + what + " is null");
            List<String> fields = new ArrayList<>(orEmpty(info.fields));
            fields.forEach(field -> present(field, "a field of stream " + stream + " of " + what + " is null"));
            common.get_streams().put(stream, new StreamInfo(fields, info.direct));
        });
        if (form.parallelism != null) {
            common.set_parallelism_hint(form.parallelism);
        }
        common.set_conf(ConfValues.normalize(form.conf));
        return common;
    }

    private static SharedMemory memory(String name, MemoryForm form) {
        present(form, "sharedMemory " + name + " is null");
        SharedMemory memory = new SharedMemory(name);
        if (form.onHeap != null) {
            memory.set_on_heap(form.onHeap);
        }
        if (form.offHeapWorker != null) {
            memory.set_off_heap_worker(form.offHeapWorker);
        }
        if (form.offHeapNode != null) {
            memory.set_off_heap_node(form.offHeapNode);
        }
        return memory;
    }

    static <T> T present(T value, String problem) {
        if (value == null) {
            throw new IllegalArgumentException(problem);
        }
        return value;
    }

    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> orEmpty(Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
