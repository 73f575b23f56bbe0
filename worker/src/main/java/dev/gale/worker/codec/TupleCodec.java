package dev.gale.worker.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.serialization.KryoValuesDeserializer;
import dev.gale.serialization.KryoValuesSerializer;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.PlainEnvelope;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads batches of tuples. A frame is the number of tuples, then for each: receiving task, sending task,
 * stream index, number of roots, root and edge of each (8 bytes each), values as Kryo writes them. Numbers without a
 * size are variable-length. Confined to one thread.
 */
public final class TupleCodec implements Inbox.FrameDecoder {
    /** Told of what could not be brought over. On the thread that encodes or decodes. */
    public interface Undeliverable {
        /** A tuple can't be encoded; the frame goes without it. */
        void onUndeliverable(Envelope tuple, Throwable error);

        /** The rest of a frame can't be decoded and is lost; what was tracked of it is replayed after its timeout. */
        void onUndecodable(int lostTuples, Throwable error);
    }

    private static final int BYTES_PER_ROOT = 2 * Long.BYTES;
    private static final int FIRST_BUFFER_BYTES = 8 * 1024;
    /** A buffer that one huge frame has made larger isn't kept. */
    private static final int LARGEST_KEPT_BUFFER_BYTES = 1 << 20;

    private final Map<String, Object> conf;
    private final Origins origins;
    private final Undeliverable undeliverable;
    private final Input input = new Input();
    private KryoValuesSerializer serializer;
    private KryoValuesDeserializer deserializer;
    private Output body = new Output(FIRST_BUFFER_BYTES, -1);

    /** @param conf the topology's, with its registrations */
    public TupleCodec(Map<String, Object> conf, Origins origins, Undeliverable undeliverable) {
        this.conf = conf;
        this.serializer = new KryoValuesSerializer(conf);
        this.deserializer = new KryoValuesDeserializer(conf);
        this.origins = origins;
        this.undeliverable = undeliverable;
    }

    /** @return the frame; it holds no tuple when not one could be encoded */
    public byte[] encode(Envelope[] batch, int count) {
        encode(batch, 0, count, Integer.MAX_VALUE);
        return body.toBytes();
    }

    /**
     * Encodes as much of a batch as a frame of limited size holds, into {@link #buffer}. A tuple that no such frame could
     * hold is undeliverable.
     *
     * @param from the first tuple to encode
     * @param to behind the last
     * @param mostBytes the longest frame
     * @return the first tuple that is left for another frame; {@code to} when none is
     */
    public int encode(Envelope[] batch, int from, int to, int mostBytes) {
        if (body.getBuffer().length > LARGEST_KEPT_BUFFER_BYTES) {
            body = new Output(FIRST_BUFFER_BYTES, -1);
        }
        body.reset();
        // As many bytes as the count of a full batch needs, written again at the end: some may not be encodable.
        body.writeShort(to - from);
        int encoded = 0;
        int next = from;
        while (next < to) {
            int start = body.position();
            try {
                write(batch[next]);
                if (body.position() > mostBytes) {
                    int bytes = body.position() - start;
                    body.setPosition(start);
                    if (encoded > 0) {
                        break;
                    }
                    undeliverable.onUndeliverable(batch[next], new TupleTooLargeException(bytes, mostBytes));
                } else {
                    encoded++;
                }
            } catch (RuntimeException | StackOverflowError error) {
                // The latter: a value that contains itself. Kryo may have been left in the middle of something.
                serializer = new KryoValuesSerializer(conf);
                body.setPosition(start);
                undeliverable.onUndeliverable(batch[next], error);
            }
            next++;
        }
        int end = body.position();
        body.setPosition(0);
        body.writeShort(encoded);
        body.setPosition(end);
        return next;
    }

    /** Holds what was encoded last, from 0 to {@link #length}; until the next call. Not to be changed. */
    public byte[] buffer() {
        return body.getBuffer();
    }

    /** Length of what was encoded last. */
    public int length() {
        return body.position();
    }

    private void write(Envelope tuple) {
        body.writeVarInt(tuple.destinationTask(), true);
        body.writeVarInt(tuple.origin().task(), true);
        body.writeVarInt(tuple.origin().streamIndex(), true);
        int roots = tuple.rootCount();
        body.writeVarInt(roots, true);
        for (int i = 0; i < roots; i++) {
            body.writeLong(tuple.root(i));
            body.writeLong(tuple.xor(i));
        }
        serializer.serializeInto(tuple.getValues(), body);
    }

    @Override
    public int decode(byte[] frame, Envelope[] into) {
        input.setBuffer(frame);
        int read = 0;
        int count = 0;
        try {
            count = input.readShort();
            if (count < 0 || count > Destination.BATCH) {
                throw new IllegalArgumentException("a frame of " + count + " tuples; at most " + Destination.BATCH);
            }
            while (read < count) {
                into[read] = read();
                read++;
            }
        } catch (RuntimeException | StackOverflowError error) {
            // Where the next tuple begins is unknown now, and Kryo may have been left in the middle of something.
            deserializer = new KryoValuesDeserializer(conf);
            undeliverable.onUndecodable(Math.max(0, count - read), error);
        }
        return read;
    }

    private Envelope read() {
        int destination = input.readVarInt(true);
        int source = input.readVarInt(true);
        int stream = input.readVarInt(true);
        int roots = input.readVarInt(true);
        if (roots < 0 || roots > (input.limit() - input.position()) / BYTES_PER_ROOT) {
            throw new IllegalArgumentException("a tuple with " + roots + " roots in a frame with "
                    + (input.limit() - input.position()) + " bytes left");
        }
        if (roots == 0) {
            List<Object> values = deserializer.deserializeFrom(input);
            return new PlainEnvelope(origins.link(source, stream, destination), values);
        }
        if (roots == 1) {
            long root = input.readLong();
            long edge = input.readLong();
            List<Object> values = deserializer.deserializeFrom(input);
            return new EdgedEnvelope(origins.link(source, stream, destination), values, root, edge);
        }
        long[] rootsAndEdges = new long[2 * roots];
        for (int i = 0; i < rootsAndEdges.length; i++) {
            rootsAndEdges[i] = input.readLong();
        }
        List<Object> values = deserializer.deserializeFrom(input);
        EdgedEnvelope tuple = new EdgedEnvelope(origins.link(source, stream, destination), values);
        for (int i = 0; i < rootsAndEdges.length; i += 2) {
            tuple.addRoot(rootsAndEdges[i], rootsAndEdges[i + 1]);
        }
        return tuple;
    }
}
