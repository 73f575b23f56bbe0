package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import java.util.Map;

/**
 * Makes the Kryo of a topology, named in {@code topology.kryo.factory}; {@link DefaultKryoFactory} unless set.
 *
 * <p>Needs a constructor without parameters. The methods are called in this order for each Kryo: {@link #getKryo},
 * registration of the runtime's classes, {@link #preRegister}, registration of the user's classes, {@link
 * #postRegister}, decorators, {@link #postDecorate}.
 */
public interface IKryoFactory {
    Kryo getKryo(Map<String, Object> conf);

    void preRegister(Kryo kryo, Map<String, Object> conf);

    void postRegister(Kryo kryo, Map<String, Object> conf);

    void postDecorate(Kryo kryo, Map<String, Object> conf);
}
