package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import dev.gale.Config;
import java.util.Map;

/**
 * Makes a Kryo without object references that takes registered classes only, or, with
 * {@code topology.fall.back.on.java.serialization: true}, all others by Java serialization.
 */
public class DefaultKryoFactory implements IKryoFactory {
    @Override
    public Kryo getKryo(Map<String, Object> conf) {
        TupleKryo kryo = new TupleKryo();
        kryo.setRegistrationRequired(!fallsBackOnJava(conf));
        kryo.setReferences(false);
        return kryo;
    }

    @Override
    public void preRegister(Kryo kryo, Map<String, Object> conf) {}

    @Override
    public void postRegister(Kryo kryo, Map<String, Object> conf) {}

    @Override
    public void postDecorate(Kryo kryo, Map<String, Object> conf) {
        // Only now: a class that was registered without a serializer is to get Kryo's own choice.
        if (kryo instanceof TupleKryo tupleKryo && fallsBackOnJava(conf)) {
            tupleKryo.useJavaSerialization = true;
        }
    }

    private static boolean fallsBackOnJava(Map<String, Object> conf) {
        return SerializationFactory.flag(conf, Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION);
    }

    private static final class TupleKryo extends Kryo {
        private boolean useJavaSerialization;

        @Override
        @SuppressWarnings("rawtypes") // overrides a method of Kryo
        public Serializer getDefaultSerializer(Class type) {
            return useJavaSerialization ? new SerializableSerializer() : super.getDefaultSerializer(type);
        }

        @Override
        @SuppressWarnings("rawtypes") // overrides a method of Kryo
        protected String unregisteredClassMessage(Class type) {
            String inSource = type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
            return "Class " + type.getName() + " is not registered for serialization, so it cannot travel between"
                    + " workers. Register it with Config.registerSerialization(" + inSource
                    + ".class), or set " + Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION + ": true";
        }
    }
}
