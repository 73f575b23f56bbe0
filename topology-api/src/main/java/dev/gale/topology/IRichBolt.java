package dev.gale.topology;

import dev.gale.task.IBolt;

/**
 * A bolt that anchors and acknowledges its tuples itself. {@link IBasicBolt} is the form for bolts that finish a tuple
 * within one call.
 */
public interface IRichBolt extends IBolt, IComponent {}
