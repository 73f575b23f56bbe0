package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import dev.gale.Config;
import dev.gale.metric.api.IMetricsConsumer;
import dev.gale.tuple.Values;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Kryo that a topology's configuration describes.
 *
 * <p>Kryo numbers classes in the order of their registration, and the workers of a topology exchange these numbers. So
 * the order is fixed: the runtime's classes, those of {@link SerializationRegister} services, those of {@code
 * topology.kryo.register} in the order of that list, those of the decorators.
 *
 * <p>Classes are looked up with the calling thread's context class loader. A name that begins with {@code
 * org.apache.storm.} is taken for the class of that name under {@code dev.gale.} if there is one. A mistake in the
 * configuration is an {@link IllegalArgumentException} that names setting and class.
 */
public class SerializationFactory {
    private static final Logger LOG = LoggerFactory.getLogger(SerializationFactory.class);

    private static final String STORM_PREFIX = "org.apache.storm.";
    private static final String GALE_PREFIX = "dev.gale.";

    /** The parameters that a serializer's constructor may have; the first that it has is used. */
    private static final List<Class<?>[]> SERIALIZER_CONSTRUCTORS = List.of(
            new Class<?>[] {Kryo.class, Class.class},
            new Class<?>[] {Kryo.class},
            new Class<?>[] {Class.class},
            new Class<?>[] {});

    /** Storm's class has a public constructor too; nothing needs an instance. */
    public SerializationFactory() {}

    /** A new Kryo, for use by one thread at a time. */
    public static Kryo getKryo(Map<String, Object> conf) {
        ClassLoader loader = userClassLoader();
        IKryoFactory factory = kryoFactory(conf, loader);
        Kryo kryo = factory.getKryo(conf);
        kryo.setClassLoader(loader);

        kryo.register(byte[].class);
        kryo.register(ArrayList.class);
        kryo.register(HashMap.class);
        kryo.register(HashSet.class);
        kryo.register(BigInteger.class);
        kryo.register(Values.class);
        kryo.register(IMetricsConsumer.DataPoint.class);
        kryo.register(IMetricsConsumer.TaskInfo.class);
        registerServices(kryo, loader);

        factory.preRegister(kryo, conf);
        register(kryo, conf.get(Config.TOPOLOGY_KRYO_REGISTER), conf, skipsMissing(conf));
        factory.postRegister(kryo, conf);
        decorate(kryo, conf, loader);
        factory.postDecorate(kryo, conf);
        return kryo;
    }

    /** Registers classes by name, each with the serializer that Kryo chooses for it. */
    public static void register(Kryo kryo, List<String> classNames) {
        register(kryo, classNames, Map.of(), false);
    }

    /**
     * Registers classes as {@code topology.kryo.register} lists them.
     *
     * @param registrations a list whose elements are the name of a class, or a map from the name of a class to the name
     *     of its serializer (null: Kryo's choice); or such a map alone. Maps are taken in the order of class names.
     *     Null registers nothing
     * @param conf not used for the registration itself; Storm's signature has it
     * @param skipMissing whether to pass over classes and serializers that cannot be found, which is only safe if no
     *     worker can find them
     */
    public static void register(Kryo kryo, Object registrations, Map<String, Object> conf, boolean skipMissing) {
        if (registrations == null) {
            return;
        }
        if (registrations instanceof Map<?, ?> map) {
            registerInOrderOfNames(kryo, map, skipMissing);
            return;
        }
        if (!(registrations instanceof Iterable<?> entries)) {
            throw badRegistration(registrations);
        }
        for (Object entry : entries) {
            if (entry instanceof String className) {
                registerClass(kryo, className, null, skipMissing);
            } else if (entry instanceof Map<?, ?> map) {
                registerInOrderOfNames(kryo, map, skipMissing);
            } else {
                throw badRegistration(entry);
            }
        }
    }

    /** The value of a setting that is on or off; off if it is absent. */
    static boolean flag(Map<String, Object> conf, String key) {
        Object value = conf.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean on) {
            return on;
        }
        throw new IllegalArgumentException(
                key + " must be true or false but is a " + value.getClass().getName() + ": " + value);
    }

    private static boolean skipsMissing(Map<String, Object> conf) {
        return flag(conf, Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS);
    }

    private static IKryoFactory kryoFactory(Map<String, Object> conf, ClassLoader loader) {
        Object name = conf.get(Config.TOPOLOGY_KRYO_FACTORY);
        if (name == null) {
            return new DefaultKryoFactory();
        }
        try {
            return newInstance(loadClass(name.toString(), loader), IKryoFactory.class, Config.TOPOLOGY_KRYO_FACTORY);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    Config.TOPOLOGY_KRYO_FACTORY + " names the class " + name + ", which was not found", e);
        }
    }

    private static void registerServices(Kryo kryo, ClassLoader loader) {
        List<SerializationRegister> services = new ArrayList<>();
        ServiceLoader.load(SerializationRegister.class, loader).forEach(services::add);
        // The class path may list them in another order in another worker.
        services.sort(Comparator.comparing(service -> service.getClass().getName()));
        for (SerializationRegister service : services) {
            try {
                service.register(kryo);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "The service " + service.getClass().getName() + " failed to register its classes: " + e, e);
            }
        }
    }

    private static void decorate(Kryo kryo, Map<String, Object> conf, ClassLoader loader) {
        Object decorators = conf.get(Config.TOPOLOGY_KRYO_DECORATORS);
        if (decorators == null) {
            return;
        }
        if (!(decorators instanceof Iterable<?> names)) {
            throw new IllegalArgumentException(Config.TOPOLOGY_KRYO_DECORATORS
                    + " must be a list of class names but is a " + described(decorators));
        }
        for (Object name : names) {
            if (!(name instanceof String decoratorName)) {
                throw new IllegalArgumentException(
                        Config.TOPOLOGY_KRYO_DECORATORS + " must hold class names but holds a " + described(name));
            }
            try {
                Class<?> decorator = loadClass(decoratorName, loader);
                newInstance(decorator, IKryoDecorator.class, Config.TOPOLOGY_KRYO_DECORATORS)
                        .decorate(kryo);
            } catch (ClassNotFoundException e) {
                skipOrThrow("decorator " + decoratorName, Config.TOPOLOGY_KRYO_DECORATORS, skipsMissing(conf), e);
            }
        }
    }

    private static void registerInOrderOfNames(Kryo kryo, Map<?, ?> serializerByClass, boolean skipMissing) {
        Map<String, String> sorted = new TreeMap<>();
        serializerByClass.forEach((type, serializer) -> {
            if (type instanceof String className && serializer instanceof String serializerName) {
                sorted.put(className, serializerName);
            } else if (type instanceof String className && serializer == null) {
                sorted.put(className, null);
            } else {
                throw badRegistration(serializerByClass);
            }
        });
        sorted.forEach((className, serializerName) -> registerClass(kryo, className, serializerName, skipMissing));
    }

    private static void registerClass(Kryo kryo, String className, String serializerName, boolean skipMissing) {
        try {
            Class<?> type = loadClass(className, kryo.getClassLoader());
            if (serializerName == null) {
                kryo.register(type);
            } else {
                kryo.register(type, newSerializer(loadClass(serializerName, kryo.getClassLoader()), kryo, type));
            }
        } catch (ClassNotFoundException e) {
            String what = serializerName == null ? className : className + " with the serializer " + serializerName;
            skipOrThrow("registration of " + what, Config.TOPOLOGY_KRYO_REGISTER, skipMissing, e);
        }
    }

    private static void skipOrThrow(String what, String setting, boolean skip, ClassNotFoundException e) {
        if (!skip) {
            throw new IllegalArgumentException(
                    "The " + what + " in " + setting + " failed because class " + e.getMessage()
                            + " was not found; add it to the topology's jar, or set "
                            + Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS + ": true",
                    e);
        }
        LOG.info(
                "Skipped the {} in {}: class {} was not found, and {} is true",
                what,
                setting,
                e.getMessage(),
                Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS);
    }

    private static Serializer<?> newSerializer(Class<?> serializerClass, Kryo kryo, Class<?> type) {
        requireSubtype(serializerClass, Serializer.class, Config.TOPOLOGY_KRYO_REGISTER);
        for (Class<?>[] parameters : SERIALIZER_CONSTRUCTORS) {
            Constructor<?> constructor;
            try {
                constructor = serializerClass.getConstructor(parameters);
            } catch (NoSuchMethodException e) {
                continue; // another one may do
            }
            Object[] arguments = new Object[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                arguments[i] = parameters[i] == Kryo.class ? kryo : type;
            }
            return construct(constructor, Serializer.class, Config.TOPOLOGY_KRYO_REGISTER, arguments);
        }
        throw new IllegalArgumentException("The serializer " + serializerClass.getName() + " in "
                + Config.TOPOLOGY_KRYO_REGISTER + " has no public constructor with the parameters (Kryo, Class),"
                + " (Kryo), (Class) or ()");
    }

    private static <T> T newInstance(Class<?> implementation, Class<T> type, String setting) {
        requireSubtype(implementation, type, setting);
        Constructor<?> constructor;
        try {
            constructor = implementation.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    implementation.getName() + " in " + setting + " needs a constructor without parameters", e);
        }
        return construct(constructor, type, setting);
    }

    private static void requireSubtype(Class<?> implementation, Class<?> type, String setting) {
        if (!type.isAssignableFrom(implementation)) {
            throw new IllegalArgumentException(
                    implementation.getName() + " in " + setting + " must be a " + type.getName() + " but is none");
        }
    }

    private static <T> T construct(Constructor<?> constructor, Class<T> type, String setting, Object... arguments) {
        Class<?> implementation = constructor.getDeclaringClass();
        try {
            return type.cast(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "The constructor of " + implementation.getName() + " in " + setting + " failed: " + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    implementation.getName() + " in " + setting
                            + " must be a public, concrete class with a public constructor: " + e,
                    e);
        }
    }

    private static Class<?> loadClass(String name, ClassLoader loader) throws ClassNotFoundException {
        if (name.startsWith(STORM_PREFIX)) {
            try {
                return Class.forName(GALE_PREFIX + name.substring(STORM_PREFIX.length()), true, loader);
            } catch (ClassNotFoundException e) {
                LOG.debug("{} has no counterpart under {}", name, GALE_PREFIX, e);
            }
        }
        return Class.forName(name, true, loader);
    }

    private static ClassLoader userClassLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : SerializationFactory.class.getClassLoader();
    }

    private static IllegalArgumentException badRegistration(Object entry) {
        return new IllegalArgumentException("An entry of " + Config.TOPOLOGY_KRYO_REGISTER
                + " must be a class name, or a map from class name to serializer name, but is a " + described(entry));
    }

    private static String described(Object value) {
        return value == null ? "null" : value.getClass().getName() + ": " + value;
    }
}
