package dev.gale.worker.tuple;

import java.util.AbstractList;
import java.util.List;

/**
 * The values of one emit of which several copies go to other workers: their encoded form is made for one copy and used
 * for the others. Only copies that are encoded hold this; who receives a tuple by reference gets the list itself.
 *
 * <p>The bytes are let go with the last copy that waits for them. Confined to the sending executor's thread.
 */
public final class SharedValues extends AbstractList<Object> {
    private final List<Object> values;
    /** Copies that haven't left, and 1 while the emit goes on: more may come. */
    private int users = 1;

    private byte[] encoded;

    /** For an emit that begins; {@link #leave} ends it. */
    public SharedValues(List<Object> values) {
        this.values = values;
    }

    // --- for the emitter ---

    /** One more copy will hold this. */
    public SharedValues join() {
        users++;
        return this;
    }

    // --- for the encoder ---

    /** The list that was emitted. */
    public List<Object> plain() {
        return values;
    }

    /** The encoded form, null when there is none (yet); not to be changed. */
    public byte[] encoded() {
        return encoded;
    }

    /** Whether somebody will ask for the encoded form beside the copy that is being encoded. */
    public boolean isWanted() {
        return users > 1;
    }

    /** Keeps the encoded form for the other copies. */
    public void keep(byte[] bytes) {
        encoded = bytes;
    }

    /** A copy has left or can't, or the emit is over. */
    public void leave() {
        users--;
        if (users == 0) {
            encoded = null;
        }
    }

    // --- the list ---

    @Override
    public Object get(int index) {
        return values.get(index);
    }

    @Override
    public int size() {
        return values.size();
    }
}
