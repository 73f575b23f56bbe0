package dev.gale.topology;

import java.io.Serializable;
import java.util.Map;

/**
 * What spouts and bolts have in common: the streams they emit and the settings they bring along.
 *
 * <p>Both methods are called on the thread that builds the topology, before the component is serialized and sent to
 * the workers; neither is called in a worker. Fields that cannot be serialized belong into {@code prepare} or
 * {@code open}.
 */
public interface IComponent extends Serializable {
    /**
     * Declares every stream this component emits to. Called once per {@link TopologyBuilder#createTopology()}.
     *
     * @param declarer takes the declarations; not to be kept
     */
    void declareOutputFields(OutputFieldsDeclarer declarer);

    /**
     * Settings for this component alone. Called when the component is added to a {@link TopologyBuilder}; what the
     * returned declarer sets later wins over it.
     *
     * @return settings, or null for none
     */
    Map<String, Object> getComponentConfiguration();
}
