package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * Writes an object by Java serialization: its length as an int, then its bytes. Classes are loaded by the Kryo's class
 * loader when it is read.
 *
 * <p>Java serialization is slow, and bytes of a stranger can make it run code; a process-wide filter ({@code
 * jdk.serialFilter}) applies here as well. Failures are {@link KryoException}s.
 */
public class SerializableSerializer extends Serializer<Object> {
    @Override
    public void write(Kryo kryo, Output output, Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (IOException e) {
            throw new KryoException(
                    "Java serialization of a " + object.getClass().getName() + " failed: " + e
                            + "; make it and all it refers to Serializable, or register a Kryo serializer for it",
                    e);
        }
        output.writeInt(bytes.size());
        output.writeBytes(bytes.toByteArray());
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature is raw in Storm's API
    public Object read(Kryo kryo, Input input, Class type) {
        int length = input.readInt();
        // Checked before an array of that size is made: a few broken bytes must not cost 2 GB of memory.
        boolean tooLong = input.getInputStream() == null && length > input.limit() - input.position();
        if (length < 0 || tooLong) {
            throw new KryoException("A serialized object claims a length of " + length + " bytes where "
                    + (input.limit() - input.position()) + " are left; the bytes are broken or of another format");
        }
        byte[] bytes = input.readBytes(length);
        try (ObjectInputStream stream = new LoaderAwareStream(new ByteArrayInputStream(bytes), kryo.getClassLoader())) {
            return stream.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new KryoException("Java deserialization of " + length + " bytes failed: " + e, e);
        }
    }

    /** Finds classes with a given loader; a plain ObjectInputStream takes the loader of whoever is on the stack. */
    private static final class LoaderAwareStream extends ObjectInputStream {
        private final ClassLoader loader;

        LoaderAwareStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitive types, which have no loader
            }
        }
    }
}
