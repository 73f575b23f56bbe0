package dev.gale.testing;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.gale.serialization.IKryoDecorator;

/** Registers {@link TestSerObject}. */
public class TestKryoDecorator implements IKryoDecorator {
    @Override
    public void decorate(Kryo k) {
        // It has no constructor without arguments, which Kryo's own serializer would need.
        k.register(TestSerObject.class, new JavaSerializer());
    }
}
