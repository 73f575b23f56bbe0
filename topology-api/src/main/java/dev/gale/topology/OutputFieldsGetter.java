package dev.gale.topology;

import dev.gale.generated.StreamInfo;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the streams that one component declares, in the order of the declarations. Not safe for several threads. */
public class OutputFieldsGetter implements OutputFieldsDeclarer {
    private final Map<String, StreamInfo> streams = new LinkedHashMap<>();

    @Override
    public void declare(Fields fields) {
        declare(false, fields);
    }

    @Override
    public void declare(boolean direct, Fields fields) {
        declareStream(Utils.DEFAULT_STREAM_ID, direct, fields);
    }

    @Override
    public void declareStream(String streamId, Fields fields) {
        declareStream(streamId, false, fields);
    }

    @Override
    public void declareStream(String streamId, boolean direct, Fields fields) {
        if (streamId == null) {
            throw new IllegalArgumentException("streamId can't be null");
        }
        if (fields == null) {
            throw new IllegalArgumentException(
                    "Fields for " + streamId + " can't be null; pass new Fields() for tuples without values");
        }
        if (streams.containsKey(streamId)) {
            throw new IllegalArgumentException("Fields for " + streamId + " already set to "
                    + streams.get(streamId).get_output_fields() + "; declare a stream once, with all its fields");
        }
        streams.put(streamId, new StreamInfo(fields.toList(), direct));
    }

    /** The streams declared so far by stream id; a copy, empty if there are none. */
    public Map<String, StreamInfo> getFieldsDeclaration() {
        return new LinkedHashMap<>(streams);
    }
}
