package dev.gale.coordination.json;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Writes the records of {@code coordination.model} as JSON and reads them. Fields that this version doesn't know are
 * passed over, so that daemons of different versions can work together. Thread-safe.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(identifiers())
            .build();

    private RecordJson() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** @throws IllegalArgumentException when the bytes aren't JSON, or not of such a record */
    public static <T> T read(byte[] json, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "can't be read as " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("can't be read as " + type.getSimpleName() + ": null");
        }
        return value;
    }

    /** Identifiers are texts, as values and as keys. */
    private static SimpleModule identifiers() {
        SimpleModule module = new SimpleModule("identifiers");
        asText(module, TopologyId.class, TopologyId::new);
        asText(module, SupervisorId.class, SupervisorId::new);
        asText(module, NimbusId.class, NimbusId::new);
        asText(module, CodeHash.class, CodeHash::new);
        asText(module, Slot.class, Slot::parse);
        asText(module, ExecutorId.class, ExecutorId::parse);
        return module;
    }

    private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addKeySerializer(type, new KeyToString<>(type));
        module.addDeserializer(type, new FromText<>(type, parse));
        module.addKeyDeserializer(type, new KeyFromText<>(type, parse));
    }

    private static final class KeyToString<T> extends StdSerializer<T> {
        KeyToString(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeName(value.toString());
        }
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return parse.apply(text);
        }
    }

    private static final class KeyFromText<T> extends KeyDeserializer {
        private final Class<T> type;
        private final Function<String, T> parse;

        KeyFromText(Class<T> type, Function<String, T> parse) {
            this.type = type;
            this.parse = parse;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            try {
                return parse.apply(key);
            } catch (IllegalArgumentException e) {
                return context.handleWeirdKey(type, key, "%s", e.getMessage());
            }
        }
    }
}
