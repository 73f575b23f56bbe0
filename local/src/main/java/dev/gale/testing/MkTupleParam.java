package dev.gale.testing;

import java.util.ArrayList;
import java.util.List;

/** How a tuple made by {@code Testing.testTuple} should look; null where the default will do. */
public class MkTupleParam {
    private String stream;
    private String component;
    private List<String> fields;

    public String getStream() {
        return stream;
    }

    public void setStream(String stream) {
        this.stream = stream;
    }

    public String getComponent() {
        return component;
    }

    public void setComponent(String component) {
        this.component = component;
    }

    public List<String> getFields() {
        return fields;
    }

    public void setFields(String... fields) {
        setFieldsList(List.of(fields));
    }

    public void setFieldsList(List<String> fields) {
        this.fields = fields == null ? null : new ArrayList<>(fields);
    }
}
