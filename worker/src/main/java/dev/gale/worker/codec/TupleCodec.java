package dev.gale.worker.codec;

import dev.gale.serialization.KryoValuesDeserializer;
import dev.gale.serialization.KryoValuesSerializer;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.PlainEnvelope;
import dev.gale.worker.tuple.SharedValues;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes and reads batches of tuples. A frame is the number of tuples (2 bytes), then for each: twice the number of
 * roots, and 1 more if its way comes next; that way, if it isn't that of the tuple before: receiving task, sending task,
 * stream index; root and edge of each root (8 bytes each); values as Kryo writes them. Numbers without a size are
 * variable-length. Confined to one thread.
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
    private final FrameInput input = new FrameInput();
    private KryoValuesSerializer serializer;
    private KryoValuesDeserializer deserializer;
    private FrameOutput body = new FrameOutput(FIRST_BUFFER_BYTES);
    /** The way of the tuple before in the frame that is being written; null when there is none. */
    private Origin wayFrom;

    private int wayTo;
    /** The same, in the one that is being read. */
    private Link way;

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
            body = new FrameOutput(FIRST_BUFFER_BYTES);
        }
        body.reset();
        // As many bytes as the count of a full batch needs, written again at the end: some may not be encodable.
        body.writeShort(to - from);
        wayFrom = null;
        int encoded = 0;
        int next = from;
        while (next < to) {
            Envelope tuple = batch[next];
            SharedValues shared = tuple.getValues() instanceof SharedValues values ? values : null;
            int start = body.position();
            try {
                write(tuple, shared);
                if (body.position() > mostBytes) {
                    int bytes = body.position() - start;
                    takeBack(start);
                    if (encoded > 0) {
                        break;
                    }
                    undeliverable.onUndeliverable(tuple, new TupleTooLargeException(bytes, mostBytes));
                } else {
                    encoded++;
                }
            } catch (RuntimeException | StackOverflowError error) {
                // The latter: a value that contains itself. Kryo may have been left in the middle of something.
                serializer = new KryoValuesSerializer(conf);
                takeBack(start);
                undeliverable.onUndeliverable(tuple, error);
            }
            if (shared != null) {
                shared.leave();
            }
            next++;
        }
        int end = body.position();
        body.setPosition(0);
        body.writeShort(encoded);
        body.setPosition(end);
        return next;
    }

    /** Removes what was written of a tuple, perhaps with the way that the next one refers to. */
    private void takeBack(int start) {
        body.setPosition(start);
        wayFrom = null;
    }

    /** Holds what was encoded last, from 0 to {@link #length}; until the next call. Not to be changed. */
    public byte[] buffer() {
        return body.getBuffer();
    }

    /** Length of what was encoded last. */
    public int length() {
        return body.position();
    }

    /** @param shared the tuple's values when other copies have them too, else null */
    private void write(Envelope tuple, SharedValues shared) {
        Origin from = tuple.origin();
        int to = tuple.destinationTask();
        boolean sameWay = from == wayFrom && to == wayTo;
        int roots = tuple.rootCount();
        body.writeVarInt(2 * roots + (sameWay ? 0 : 1), true);
        if (!sameWay) {
            body.writeVarInt(to, true);
            body.writeVarInt(from.task(), true);
            body.writeVarInt(from.streamIndex(), true);
            wayFrom = from;
            wayTo = to;
        }
        for (int i = 0; i < roots; i++) {
            body.writePair(tuple.root(i), tuple.xor(i));
        }
        if (shared == null) {
            serializer.serializeInto(tuple.getValues(), body);
        } else {
            write(shared);
        }
    }

    private void write(SharedValues shared) {
        byte[] encoded = shared.encoded();
        if (encoded != null) {
            body.writeBytes(encoded);
            return;
        }
        int start = body.position();
        serializer.serializeInto(shared.plain(), body);
        if (shared.isWanted()) {
            shared.keep(Arrays.copyOfRange(body.getBuffer(), start, body.position()));
        }
    }

    @Override
    public int decode(byte[] frame, Envelope[] into) {
        input.setBuffer(frame);
        way = null;
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
        int rootsAndWay = input.readVarInt(true);
        if ((rootsAndWay & 1) != 0) {
            int destination = input.readVarInt(true);
            int source = input.readVarInt(true);
            int stream = input.readVarInt(true);
            way = origins.link(source, stream, destination);
        } else if (way == null) {
            throw new IllegalArgumentException("a frame whose first tuple doesn't say where it comes from");
        }
        int roots = rootsAndWay >>> 1;
        if (roots > (input.limit() - input.position()) / BYTES_PER_ROOT) {
            throw new IllegalArgumentException("a tuple with " + roots + " roots in a frame with "
                    + (input.limit() - input.position()) + " bytes left");
        }
        if (roots == 0) {
            return new PlainEnvelope(way, deserializer.deserializeFrom(input));
        }
        if (roots == 1) {
            long root = input.readLong();
            long edge = input.readLong();
            return new EdgedEnvelope(way, deserializer.deserializeFrom(input), root, edge);
        }
        long[] rootsAndEdges = new long[2 * roots];
        for (int i = 0; i < rootsAndEdges.length; i++) {
            rootsAndEdges[i] = input.readLong();
        }
        EdgedEnvelope tuple = new EdgedEnvelope(way, deserializer.deserializeFrom(input));
        for (int i = 0; i < rootsAndEdges.length; i += 2) {
            tuple.addRoot(rootsAndEdges[i], rootsAndEdges[i + 1]);
        }
        return tuple;
    }
}
