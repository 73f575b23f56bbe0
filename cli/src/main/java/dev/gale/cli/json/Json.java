package dev.gale.cli.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON value, read leniently: what is missing is empty or zero, and numbers may be written as text, as Storm's API does
 * with some. Immutable.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    /** Empty when the text isn't JSON. */
    public static Optional<Json> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(new Json(node));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** @param value a map, a list, a text, a number, true or false, or another {@code Json} */
    public static Json of(Object value) {
        return new Json(MAPPER.valueToTree(plain(value)));
    }

    private static Object plain(Object value) {
        if (value instanceof Json json) {
            return json.node;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), plain(element)));
            return copy;
        }
        return value;
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** As text, whatever it is; empty when missing. */
    public String text(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    /** As a number; 0 when missing or not a number. */
    public long whole(String field) {
        return number(field).map(BigDecimal::longValue).orElse(0L);
    }

    /** As a number; empty when missing or not a number. */
    public Optional<BigDecimal> number(String field) {
        String text = text(field);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The elements of a list; empty when it is missing. */
    public List<Json> list(String field) {
        JsonNode value = node.get(field);
        List<Json> elements = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(element -> elements.add(new Json(element)));
        }
        return elements;
    }

    /** An object within this one; an empty one when it is missing. */
    public Json child(String field) {
        JsonNode value = node.get(field);
        return new Json(value != null && value.isObject() ? value : MAPPER.createObjectNode());
    }

    /** On one line. */
    public String line() {
        return node.toString();
    }

    /** With indentation, for people. */
    public String pretty() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    public byte[] bytes() {
        return MAPPER.writeValueAsBytes(node);
    }

    @Override
    public String toString() {
        return line();
    }
}
