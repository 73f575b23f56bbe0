package dev.gale.config;

import dev.gale.kernel.settings.Setting;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values that are written as text, in an environment variable or on the command line. */
final class GivenText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GivenText() {}

    /**
     * JSON is read as such and anything else is text, as Storm has it. A setting that is text stays text whatever it looks
     * like, and one that is a list may be written with commas.
     */
    static Object valueOf(String text, Optional<Setting<?>> setting) {
        String type = setting.map(Setting::type).orElse("");
        if (type.equals("text")) {
            return text;
        }
        Object value;
        try {
            value = JSON.readValue(text, Object.class);
        } catch (JacksonException notJson) {
            value = text;
        }
        if (type.startsWith("list of") && !(value instanceof Iterable<?>)) {
            return Stream.of(text.split(","))
                    .map(String::trim)
                    .filter(element -> !element.isEmpty())
                    .toList();
        }
        return value;
    }
}
