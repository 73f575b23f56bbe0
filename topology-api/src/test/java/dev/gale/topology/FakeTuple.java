package dev.gale.topology;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.tuple.MessageId;
import dev.gale.tuple.Tuple;
import java.util.List;

/** A tuple that knows where it comes from and nothing of a topology. */
public record FakeTuple(String component, String stream, List<Object> values) implements Tuple {
    public static FakeTuple of(Object... values) {
        return new FakeTuple("words", "default", List.of(values));
    }

    @Override
    public GlobalStreamId getSourceGlobalStreamId() {
        return new GlobalStreamId(component, stream);
    }

    @Override
    public String getSourceComponent() {
        return component;
    }

    @Override
    public int getSourceTask() {
        return 1;
    }

    @Override
    public String getSourceStreamId() {
        return stream;
    }

    @Override
    public MessageId getMessageId() {
        return MessageId.makeUnanchored();
    }

    @Override
    public GeneralTopologyContext getContext() {
        return null;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Fields getFields() {
        return new Fields("word");
    }

    @Override
    public List<Object> getValues() {
        return values;
    }

    @Override
    public Object getValue(int i) {
        return values.get(i);
    }
}
