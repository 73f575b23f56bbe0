package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/**
 * Writes and reads the commonest kinds of values without Kryo's lookup of their class, which costs more than the value.
 * The bytes are those that Kryo writes. A kind for which the configuration wants something of its own is left to Kryo.
 */
final class CommonValues {
    /** Kryo's number of a class is written with this added; smaller ones have meanings of their own. */
    private static final int FIRST_CLASS = 2;

    private static final int LEFT_TO_KRYO = -1;

    private final Kryo kryo;
    private final int string;
    private final int wholeLong;
    private final int wholeInt;

    CommonValues(Kryo kryo) {
        this.kryo = kryo;
        this.string = code(String.class, DefaultSerializers.StringSerializer.class);
        this.wholeLong = code(Long.class, DefaultSerializers.LongSerializer.class);
        this.wholeInt = code(Integer.class, DefaultSerializers.IntSerializer.class);
    }

    @SuppressWarnings("rawtypes") // Kryo's serializers are looked up so
    private int code(Class<?> type, Class<? extends Serializer> usual) {
        if (kryo.getReferences() || kryo.getClassResolver().getClass() != DefaultClassResolver.class) {
            return LEFT_TO_KRYO;
        }
        Registration registration = kryo.getClassResolver().getRegistration(type);
        return registration == null || registration.getSerializer().getClass() != usual
                ? LEFT_TO_KRYO
                : registration.getId() + FIRST_CLASS;
    }

    /** Writes a value with its class; null is allowed. */
    void write(Object value, Output output) {
        if (value instanceof String text && string != LEFT_TO_KRYO) {
            output.writeVarInt(string, true);
            output.writeString(text);
        } else if (value instanceof Long number && wholeLong != LEFT_TO_KRYO) {
            output.writeVarInt(wholeLong, true);
            output.writeLong(number, false);
        } else if (value instanceof Integer number && wholeInt != LEFT_TO_KRYO) {
            output.writeVarInt(wholeInt, true);
            output.writeInt(number, false);
        } else {
            kryo.writeClassAndObject(output, value);
        }
    }

    /** Reads what {@link #write} wrote. */
    Object read(Input input) {
        if (input.getInputStream() != null) {
            // There would be no way back from a look at the class.
            return kryo.readClassAndObject(input);
        }
        int start = input.position();
        int code = input.readVarInt(true);
        if (code >= FIRST_CLASS) {
            if (code == string) {
                return input.readString();
            }
            if (code == wholeLong) {
                return input.readLong(false);
            }
            if (code == wholeInt) {
                return input.readInt(false);
            }
        }
        input.setPosition(start);
        return kryo.readClassAndObject(input);
    }
}
