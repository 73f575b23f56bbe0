package dev.gale.tuple;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import java.util.List;
import java.util.Objects;

/**
 * A tuple that holds all it knows in fields, for tests and tools; a worker has its own form of {@link Tuple}.
 *
 * <p>Immutable as long as nobody changes the list of values, which is kept, not copied. Compared by identity.
 */
public class TupleImpl implements Tuple {
    private final GeneralTopologyContext context;
    private final List<Object> values;
    private final Fields fields;
    private final String sourceComponent;
    private final int sourceTask;
    private final String sourceStream;
    private final MessageId messageId;

    /** A second tuple with the content of the first. */
    public TupleImpl(Tuple original) {
        this(
                original.getContext(),
                original.getValues(),
                original.getSourceComponent(),
                original.getSourceTask(),
                original.getSourceStreamId(),
                original.getMessageId());
    }

    /** A tuple that no spout waits for. */
    public TupleImpl(
            GeneralTopologyContext context, List<Object> values, String sourceComponent, int taskId, String streamId) {
        this(context, values, sourceComponent, taskId, streamId, MessageId.makeUnanchored());
    }

    /**
     * Makes a tuple as if {@code taskId} of {@code sourceComponent} had emitted it.
     *
     * @throws IllegalArgumentException if the context knows no such stream of that component, or the stream declares
     *     another number of fields than there are values
     */
    public TupleImpl(
            GeneralTopologyContext context,
            List<Object> values,
            String sourceComponent,
            int taskId,
            String streamId,
            MessageId messageId) {
        this.context = Objects.requireNonNull(context, "context");
        this.values = Objects.requireNonNull(values, "values");
        this.sourceComponent = Objects.requireNonNull(sourceComponent, "sourceComponent");
        this.sourceTask = taskId;
        this.sourceStream = Objects.requireNonNull(streamId, "streamId");
        this.messageId = Objects.requireNonNull(messageId, "messageId");
        this.fields = context.getComponentOutputFields(sourceComponent, streamId);
        if (values.size() != fields.size()) {
            throw new IllegalArgumentException("Tuple created with wrong number of fields. Expected " + fields.size()
                    + " fields but got " + values.size() + " fields; component " + sourceComponent + " declares "
                    + fields + " for its stream " + streamId);
        }
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Fields getFields() {
        return fields;
    }

    @Override
    public List<Object> getValues() {
        return values;
    }

    @Override
    public Object getValue(int i) {
        return values.get(i);
    }

    @Override
    public GlobalStreamId getSourceGlobalStreamId() {
        return new GlobalStreamId(sourceComponent, sourceStream);
    }

    @Override
    public String getSourceComponent() {
        return sourceComponent;
    }

    @Override
    public int getSourceTask() {
        return sourceTask;
    }

    @Override
    public String getSourceStreamId() {
        return sourceStream;
    }

    @Override
    public MessageId getMessageId() {
        return messageId;
    }

    @Override
    public GeneralTopologyContext getContext() {
        return context;
    }

    @Override
    public String toString() {
        return "Tuple[source=" + sourceComponent + ":" + sourceTask + ", stream=" + sourceStream + ", anchors="
                + messageId + ", values=" + values + "]";
    }
}
