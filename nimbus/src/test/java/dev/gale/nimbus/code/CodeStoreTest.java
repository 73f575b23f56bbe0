package dev.gale.nimbus.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.coordination.model.CodeHash;
import dev.gale.nimbus.code.CodeRefused.Kind;
import dev.gale.nimbus.code.CodeStore.Receipt;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeStoreTest {
    /** Of "hello". */
    private static final CodeHash HELLO =
            new CodeHash("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

    @TempDir
    private Path directory;

    private CodeStore store;

    @BeforeEach
    void open() throws IOException {
        store = new CodeStore(directory);
        store.open();
    }

    @Test
    void shouldHoldWhatItHasReceived() throws Exception {
        assertThat(store.receive(HELLO, in("hello"), 5)).isEqualTo(Receipt.NEW);
        assertThat(store.receive(HELLO, in("hello"), 5)).isEqualTo(Receipt.KNOWN);

        assertThat(store.held()).containsExactly(HELLO);
        assertThat(store.find(HELLO).orElseThrow()).hasContent("hello");
        assertThat(store.put("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(HELLO);
    }

    @Test
    void shouldHoldItAfterARestart() throws Exception {
        store.receive(HELLO, in("hello"), 5);

        CodeStore reopened = new CodeStore(directory);
        reopened.open();

        assertThat(reopened.held()).containsExactly(HELLO);
    }

    @Test
    void shouldKeepNothingWhenTheHashDiffers() throws IOException {
        assertThatExceptionOfType(CodeRefused.class)
                .isThrownBy(() -> store.receive(HELLO, in("hallo"), 5))
                .withMessageContaining(HELLO.value())
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.HASH_DIFFERS));

        assertThat(files()).isZero();
        assertThat(store.has(HELLO)).isFalse();
    }

    @Test
    void shouldStopReadingWhenItIsTooLarge() throws IOException {
        assertThatExceptionOfType(CodeRefused.class)
                .isThrownBy(() -> store.receive(HELLO, in("hello"), 4))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE));

        assertThat(files()).isZero();
    }

    @Test
    void shouldKeepNothingWhenTheSenderBreaksOff() throws IOException {
        InputStream broken = new FilterInputStream(in("hel")) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                if (count < 0) {
                    throw new IOException("reset");
                }
                return count;
            }
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.receive(HELLO, broken, 5));

        assertThat(files()).isZero();
    }

    @Test
    void shouldRemoveWhatACrashHasLeft() throws Exception {
        store.receive(HELLO, in("hello"), 5);
        Files.writeString(directory.resolve("incoming/code1.part"), "hel");
        Files.writeString(directory.resolve("code/not-a-hash"), "?");

        CodeStore reopened = new CodeStore(directory);
        reopened.open();

        assertThat(directory.resolve("incoming")).isEmptyDirectory();
        assertThat(reopened.held()).containsExactly(HELLO);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private long files() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).count();
        }
    }
}
