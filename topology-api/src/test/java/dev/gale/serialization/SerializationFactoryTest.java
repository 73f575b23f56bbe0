package dev.gale.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.Config;
import dev.gale.metric.api.IMetricsConsumer.DataPoint;
import dev.gale.tuple.Values;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerializationFactoryTest {
    private final Map<String, Object> conf = new HashMap<>();

    @Test
    void shouldReadWhatWasWrittenWhenClassesAreTheRuntimes() {
        // given
        List<Object> values = new Values(
                "text",
                1,
                2L,
                3.5,
                null,
                true,
                new BigInteger("12345678901234567890"),
                new ArrayList<>(List.of("a", 1)),
                new HashMap<>(Map.of("k", 7L)),
                new HashSet<>(Set.of("x")),
                new Values("inner"),
                new DataPoint("n", 1, new HashMap<>()));

        // when
        List<Object> read = roundTrip(values);

        // then
        assertThat(read).isEqualTo(values);
        assertThat(read.get(10)).isInstanceOf(Values.class);
    }

    @Test
    void shouldReadWhatWasWrittenWhenAValueIsAByteArray() {
        assertThat(roundTrip(new Values((Object) new byte[] {1, 2})))
                .singleElement()
                .isEqualTo(new byte[] {1, 2});
    }

    @Test
    void shouldSayHowToRegisterWhenAClassIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KryoValuesSerializer(conf).serialize(new Values(new Point(1, 2))))
                .withMessageContainingAll(
                        "Class " + Point.class.getName() + " is not registered",
                        "Config.registerSerialization(" + Point.class.getCanonicalName() + ".class)",
                        "topology.fall.back.on.java.serialization: true");
    }

    @Test
    void shouldNameTheClassWhenAnUnregisteredObjectLiesInACollection() {
        assertThatThrownBy(() ->
                        new KryoValuesSerializer(conf).serialize(new Values(new ArrayList<>(List.of(new Point(1, 2))))))
                .hasMessageContaining("Class " + Point.class.getName() + " is not registered");
    }

    @Test
    void shouldSerializeAgainWhenATupleWasRefused() {
        // given
        KryoValuesSerializer serializer = new KryoValuesSerializer(conf);
        assertThatIllegalArgumentException().isThrownBy(() -> serializer.serialize(new Values("a", new Point(1, 2))));

        // when
        byte[] bytes = serializer.serialize(new Values("b"));

        // then
        assertThat(new KryoValuesDeserializer(conf).deserialize(bytes)).containsExactly("b");
    }

    @Test
    void shouldUseJavaSerializationWhenFallingBackIsAllowed() {
        // given
        conf.put(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, true);

        // when
        List<Object> read = roundTrip(new Values(new Point(1, 2), new ArrayList<>(List.of(new Point(3, 4)))));

        // then
        assertThat(read).containsExactly(new Point(1, 2), List.of(new Point(3, 4)));
    }

    @Test
    void shouldNameTheClassWhenTheFallbackFails() {
        // given
        conf.put(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, true);

        // when / then
        assertThatExceptionOfType(KryoException.class)
                .isThrownBy(() -> new KryoValuesSerializer(conf).serialize(new Values(new NotSerializable())))
                .withMessageContainingAll("Java serialization of a " + NotSerializable.class.getName(), "Serializable");
    }

    @Test
    void shouldUseKryosChoiceWhenADecoratorRegistersAndFallingBackIsAllowed() {
        // given
        conf.put(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, true);
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of(PointDecorator.class.getName()));

        // when
        Serializer<?> serializer = SerializationFactory.getKryo(conf).getSerializer(Point.class);

        // then
        assertThat(serializer).isNotInstanceOf(SerializableSerializer.class);
    }

    @Test
    void shouldNumberClassesInTheOrderOfTheListWhenRegistering() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Zebra.class.getName(), Ant.class.getName()));
        int next = SerializationFactory.getKryo(Map.of()).getNextRegistrationId();

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        assertThat(kryo.getRegistration(Zebra.class).getId()).isEqualTo(next);
        assertThat(kryo.getRegistration(Ant.class).getId()).isEqualTo(next + 1);
    }

    @Test
    void shouldNumberClassesByNameWhenTheyStandInOneMap() {
        // given
        Map<String, Object> registrations = new LinkedHashMap<>();
        registrations.put(Zebra.class.getName(), null);
        registrations.put(Ant.class.getName(), null);

        for (Object form : List.of(registrations, List.of(registrations))) {
            // when
            conf.put(Config.TOPOLOGY_KRYO_REGISTER, form);
            Kryo kryo = SerializationFactory.getKryo(conf);

            // then
            assertThat(kryo.getRegistration(Ant.class).getId())
                    .isLessThan(kryo.getRegistration(Zebra.class).getId());
        }
    }

    @Test
    void shouldUseTheSerializerWhenAMapNamesOne() {
        // given
        List<Object> registrations = List.of(
                Map.of(Ant.class.getName(), KryoAndClassSerializer.class.getName()),
                Map.of(Point.class.getName(), KryoSerializer.class.getName()),
                Map.of(Zebra.class.getName(), ClassSerializer.class.getName()),
                Map.of(NotSerializable.class.getName(), PlainSerializer.class.getName()));
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, registrations);

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        assertThat(((TellingSerializer) kryo.getSerializer(Ant.class)).arguments)
                .containsExactly(kryo, Ant.class);
        assertThat(((TellingSerializer) kryo.getSerializer(Point.class)).arguments)
                .containsExactly(kryo);
        assertThat(((TellingSerializer) kryo.getSerializer(Zebra.class)).arguments)
                .containsExactly(Zebra.class);
        assertThat(((TellingSerializer) kryo.getSerializer(NotSerializable.class)).arguments)
                .isEmpty();
    }

    @Test
    void shouldNumberAlikeWhenAClassIsListedTwice() {
        // given
        String ant = Ant.class.getName();
        conf.put(
                Config.TOPOLOGY_KRYO_REGISTER,
                List.of(ant, Map.of(ant, PlainSerializer.class.getName()), Zebra.class.getName()));

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        assertThat(kryo.getSerializer(Ant.class)).isInstanceOf(PlainSerializer.class);
        assertThat(kryo.getRegistration(Zebra.class).getId())
                .isEqualTo(kryo.getRegistration(Ant.class).getId() + 1);
    }

    @Test
    void shouldSayWhatToChangeWhenAClassIsMissing() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of("com.example.Gone"));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessageContainingAll(
                        "com.example.Gone", "topology.kryo.register", "topology.skip.missing.kryo.registrations: true");
    }

    @Test
    void shouldPassOverMissingClassesWhenTheyMayBeSkipped() {
        // given
        conf.put(Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS, true);
        conf.put(
                Config.TOPOLOGY_KRYO_REGISTER,
                List.of("com.example.Gone", Map.of(Point.class.getName(), "com.example.GoneToo"), Ant.class.getName()));
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of("com.example.GoneDecorator"));

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        assertThat(kryo.getClassResolver().getRegistration(Ant.class)).isNotNull();
        assertThat(kryo.getClassResolver().getRegistration(Point.class)).isNull();
    }

    @Test
    void shouldRefuseWhenAnEntryIsNeitherNameNorMap() {
        for (Object bad : Arrays.asList(7L, List.of(7L), Collections.singletonList(null), List.of(Map.of("a", 7L)))) {
            // given
            conf.put(Config.TOPOLOGY_KRYO_REGISTER, bad);

            // when / then
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SerializationFactory.getKryo(conf))
                    .withMessageStartingWith("An entry of topology.kryo.register must be a class name");
        }
    }

    @Test
    void shouldRefuseWhenASerializerHasNoUsableConstructor() {
        // given
        conf.put(
                Config.TOPOLOGY_KRYO_REGISTER,
                List.of(Map.of(Ant.class.getName(), NeedsTextSerializer.class.getName())));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessageContainingAll(NeedsTextSerializer.class.getName(), "(Kryo, Class), (Kryo), (Class) or ()");
    }

    @Test
    void shouldRefuseWhenASerializerIsNone() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Map.of(Ant.class.getName(), Zebra.class.getName())));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessage(Zebra.class.getName() + " in topology.kryo.register must be a "
                        + Serializer.class.getName() + " but is none");
    }

    @Test
    void shouldFindOurClassWhenTheNameIsStorms() {
        // given
        conf.put(
                Config.TOPOLOGY_KRYO_REGISTER,
                List.of(Map.of(Point.class.getName(), "org.apache.storm.serialization.SerializableSerializer")));

        // when / then
        assertThat(SerializationFactory.getKryo(conf).getSerializer(Point.class))
                .isInstanceOf(SerializableSerializer.class);
    }

    @Test
    void shouldKeepTheNameWhenStormsClassIsNotOurs() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of("org.apache.storm.Gone"));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessageContaining("class org.apache.storm.Gone was not found");
    }

    @Test
    void shouldDecorateAfterRegisteringWhenThereAreDecorators() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Ant.class.getName()));
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of(PointDecorator.class.getName()));

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        assertThat(kryo.getRegistration(Point.class).getId())
                .isEqualTo(kryo.getRegistration(Ant.class).getId() + 1);
    }

    @Test
    void shouldRefuseWhenADecoratorIsNone() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of(Ant.class.getName()));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessageContainingAll(Ant.class.getName(), "topology.kryo.decorators", "IKryoDecorator");
    }

    @Test
    void shouldCallTheFactoryAroundEachStepWhenOneIsNamed() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_FACTORY, CountingFactory.class.getName());
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Ant.class.getName(), Zebra.class.getName()));
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of(PointDecorator.class.getName()));

        // when
        Kryo kryo = SerializationFactory.getKryo(conf);

        // then
        int fresh = new Kryo().getNextRegistrationId();
        int builtIn = SerializationFactory.getKryo(Map.of()).getNextRegistrationId();
        assertThat(((CountingKryo) kryo).idsAtEachStep).containsExactly(fresh, builtIn, builtIn + 2, builtIn + 3);
    }

    @Test
    void shouldNameTheFactoryWhenItIsMissing() {
        // given
        conf.put(Config.TOPOLOGY_KRYO_FACTORY, "com.example.GoneFactory");

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessage("topology.kryo.factory names the class com.example.GoneFactory, which was not found");
    }

    @Test
    void shouldRefuseWhenAFlagIsNoBoolean() {
        // given
        conf.put(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, "yes");

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SerializationFactory.getKryo(conf))
                .withMessage("topology.fall.back.on.java.serialization must be true or false but is a"
                        + " java.lang.String: yes");
    }

    @Test
    void shouldWriteTwiceWhenOneObjectStandsTwice() {
        // given
        List<Object> shared = new ArrayList<>(List.of("x"));

        // when
        List<Object> read = roundTrip(new Values(shared, shared));

        // then
        assertThat(read).containsExactly(shared, shared);
        assertThat(read.get(0)).isNotSameAs(read.get(1));
    }

    @Test
    void shouldReadOneTupleAfterTheOtherWhenTheyShareAnInput() {
        // given
        KryoValuesSerializer serializer = new KryoValuesSerializer(conf);
        Output output = new Output(16, -1);
        serializer.serializeInto(List.of("a", 1), output);
        serializer.serializeInto(List.of(), output);
        serializer.serializeInto(List.of("b"), output);

        // when
        Input input = new Input(output.toBytes());
        KryoValuesDeserializer deserializer = new KryoValuesDeserializer(conf);

        // then
        assertThat(deserializer.deserializeFrom(input)).containsExactly("a", 1);
        assertThat(deserializer.deserializeFrom(input)).isEmpty();
        assertThat(deserializer.deserializeFrom(input)).containsExactly("b");
        assertThat(input.end()).isTrue();
    }

    @Test
    void shouldReadOneObjectWhenOneWasWritten() {
        // given
        KryoValuesSerializer serializer = new KryoValuesSerializer(conf);
        KryoValuesDeserializer deserializer = new KryoValuesDeserializer(conf);

        // when / then
        assertThat(deserializer.deserializeObject(serializer.serializeObject("a")))
                .isEqualTo("a");
        assertThat(deserializer.deserializeObject(serializer.serializeObject(null)))
                .isNull();
    }

    @Test
    void shouldSerializeSmallTuplesWhenAHugeOneWentBefore() {
        // given
        KryoValuesSerializer serializer = new KryoValuesSerializer(conf);
        byte[] huge = new byte[3 << 20];

        // when
        byte[] bytes = serializer.serialize(new Values((Object) huge));

        // then
        assertThat(bytes.length).isGreaterThan(huge.length);
        assertThat(new KryoValuesDeserializer(conf).deserialize(serializer.serialize(new Values("small"))))
                .containsExactly("small");
    }

    @Test
    void shouldRefuseWhenBytesClaimMoreThanThereIs() {
        // given
        Output manyValues = new Output(16);
        manyValues.writeVarInt(Integer.MAX_VALUE, true);
        Output longObject = new Output(16);
        longObject.writeInt(Integer.MAX_VALUE);
        Output negativeLength = new Output(16);
        negativeLength.writeInt(-1);
        Kryo kryo = SerializationFactory.getKryo(conf);

        // when / then
        assertThatExceptionOfType(KryoException.class)
                .isThrownBy(() -> new KryoValuesDeserializer(conf).deserialize(manyValues.toBytes()))
                .withMessageContaining("claims 2147483647 values where 0 bytes are left");
        for (Output lengths : List.of(longObject, negativeLength)) {
            assertThatExceptionOfType(KryoException.class)
                    .isThrownBy(
                            () -> new SerializableSerializer().read(kryo, new Input(lengths.toBytes()), Object.class))
                    .withMessageContainingAll("claims a length of", "where 0 are left");
        }
    }

    @Test
    void shouldLoadClassesByTheKryosLoaderWhenReadingJavaObjects() {
        // given
        Kryo kryo = SerializationFactory.getKryo(conf);
        Output output = new Output(64, -1);
        new SerializableSerializer().write(kryo, output, new Point(1, 2));
        List<String> asked = new ArrayList<>();
        kryo.setClassLoader(new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        });

        // when
        Object read = new SerializableSerializer().read(kryo, new Input(output.toBytes()), Object.class);

        // then
        assertThat(read).isEqualTo(new Point(1, 2));
        assertThat(asked).contains(Point.class.getName());
    }

    @Test
    void shouldCallServicesByNameAndFirstWhenThereAreServices(@TempDir Path classPath) throws Exception {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Point.class.getName()));
        int next = SerializationFactory.getKryo(Map.of()).getNextRegistrationId();

        // when
        Kryo kryo = kryoWithServices(classPath, ZebraRegister.class, AntRegister.class);

        // then
        assertThat(kryo.getRegistration(Ant.class).getId()).isEqualTo(next);
        assertThat(kryo.getRegistration(Zebra.class).getId()).isEqualTo(next + 1);
        assertThat(kryo.getRegistration(Point.class).getId()).isEqualTo(next + 2);
    }

    @Test
    void shouldNameTheServiceWhenItFails(@TempDir Path classPath) {
        assertThatIllegalStateException()
                .isThrownBy(() -> kryoWithServices(classPath, BrokenRegister.class))
                .withMessageContainingAll(BrokenRegister.class.getName(), "no disk");
    }

    @Test
    void shouldRegisterByNameWhenNamesAreGiven() {
        // given
        Kryo kryo = SerializationFactory.getKryo(conf);

        // when
        SerializationFactory.register(kryo, List.of(Ant.class.getName()));

        // then
        assertThat(kryo.getRegistration(Ant.class).getType()).isEqualTo(Ant.class);
    }

    private Kryo kryoWithServices(Path classPath, Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.write(
                services.resolve(SerializationRegister.class.getName()),
                Arrays.stream(providers).map(Class::getName).toList());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return SerializationFactory.getKryo(conf);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<Object> roundTrip(List<Object> values) {
        return new KryoValuesDeserializer(conf).deserialize(new KryoValuesSerializer(conf).serialize(values));
    }

    /** Registers {@link Point}. */
    public static final class PointDecorator implements IKryoDecorator {
        @Override
        public void decorate(Kryo kryo) {
            kryo.register(Point.class);
        }
    }

    private static final class CountingKryo extends Kryo {
        private final List<Integer> idsAtEachStep = new ArrayList<>();

        private void note() {
            idsAtEachStep.add(getNextRegistrationId());
        }
    }

    /** Notes at each step how many classes are registered. */
    public static final class CountingFactory implements IKryoFactory {
        @Override
        public Kryo getKryo(Map<String, Object> conf) {
            CountingKryo kryo = new CountingKryo();
            kryo.note();
            return kryo;
        }

        @Override
        public void preRegister(Kryo kryo, Map<String, Object> conf) {
            ((CountingKryo) kryo).note();
        }

        @Override
        public void postRegister(Kryo kryo, Map<String, Object> conf) {
            ((CountingKryo) kryo).note();
        }

        @Override
        public void postDecorate(Kryo kryo, Map<String, Object> conf) {
            ((CountingKryo) kryo).note();
        }
    }

    public static final class AntRegister implements SerializationRegister {
        @Override
        public void register(Kryo kryo) {
            kryo.register(Ant.class);
        }
    }

    public static final class ZebraRegister implements SerializationRegister {
        @Override
        public void register(Kryo kryo) {
            kryo.register(Zebra.class);
        }
    }

    public static final class BrokenRegister implements SerializationRegister {
        @Override
        public void register(Kryo kryo) throws Exception {
            throw new IOException("no disk");
        }
    }

    /** Remembers what its constructor got. */
    abstract static class TellingSerializer extends Serializer<Object> {
        final List<Object> arguments;

        TellingSerializer(Object... arguments) {
            this.arguments = Arrays.asList(arguments);
        }

        @Override
        public void write(Kryo kryo, Output output, Object object) {}

        @Override
        public Object read(Kryo kryo, Input input, Class<?> type) {
            return null;
        }
    }

    public static final class KryoAndClassSerializer extends TellingSerializer {
        public KryoAndClassSerializer(Kryo kryo, Class<?> type) {
            super(kryo, type);
        }
    }

    public static final class KryoSerializer extends TellingSerializer {
        public KryoSerializer(Kryo kryo) {
            super(kryo);
        }
    }

    public static final class ClassSerializer extends TellingSerializer {
        public ClassSerializer(Class<?> type) {
            super(type);
        }
    }

    public static final class PlainSerializer extends TellingSerializer {
        public PlainSerializer() {}
    }

    public static final class NeedsTextSerializer extends TellingSerializer {
        public NeedsTextSerializer(String text) {
            super(text);
        }
    }

    record Point(int x, int y) implements Serializable {}

    static final class Ant {}

    static final class Zebra {}

    static final class NotSerializable {}
}
