package dev.gale.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes submissions as JSON and reads them. Users' objects are texts in Base64 and stay bytes; nothing is
 * Java-deserialized. Fields that this version doesn't know are passed over. The same submission gives the same bytes.
 * Thread-safe.
 *
 * <p>How much it is given to read is for the caller to limit: reading takes a few times the size of the bytes.
 */
public final class SubmissionJson {
    /** A spout or bolt with a large table in a field is one text. */
    private static final int LONGEST_TEXT = 256 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private SubmissionJson() {}

    /** @throws IllegalArgumentException when the topology has a component without an object or without common part */
    public static byte[] write(Submission submission) {
        return MAPPER.writeValueAsBytes(SubmissionForm.of(submission));
    }

    /** @throws InvalidSubmission when the bytes aren't JSON or not of a submission */
    public static Submission read(byte[] json) throws InvalidSubmission {
        try {
            SubmissionForm form = MAPPER.readValue(json, SubmissionForm.class);
            if (form == null) {
                throw new InvalidSubmission("The submission must be a JSON object, found null");
            }
            return form.toSubmission();
        } catch (JacksonException e) {
            throw new InvalidSubmission("The submission can't be read" + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            // What the records and the user API refuse, each with its own words.
            throw new InvalidSubmission("The submission is not valid: " + e.getMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        if (!e.getPath().isEmpty()) {
            return e.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .collect(Collectors.joining(".", " at ", ""));
        }
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
