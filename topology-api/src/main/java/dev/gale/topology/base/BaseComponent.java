package dev.gale.topology.base;

import dev.gale.topology.IComponent;
import java.util.Map;

/** A component without settings of its own. */
public abstract class BaseComponent implements IComponent {
    @Override
    public Map<String, Object> getComponentConfiguration() {
        return null;
    }
}
