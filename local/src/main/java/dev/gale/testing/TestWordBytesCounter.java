package dev.gale.testing;

import dev.gale.tuple.Tuple;
import java.nio.charset.StandardCharsets;

/** A {@link TestWordCounter} whose words come as bytes in UTF-8. */
public class TestWordBytesCounter extends TestWordCounter {
    private static final long serialVersionUID = 1L;

    @Override
    protected String getTupleValue(Tuple t, int idx) {
        return new String(t.getBinary(idx), StandardCharsets.UTF_8);
    }
}
