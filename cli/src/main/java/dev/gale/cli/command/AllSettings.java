package dev.gale.cli.command;

import dev.gale.cli.client.ClientSettings;
import dev.gale.config.ConfigFiles;
import dev.gale.config.Configuration;
import dev.gale.config.InvalidConfiguration;
import dev.gale.config.KnownSettings;
import dev.gale.config.Layers;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.tls.ApiTlsSettings;
import dev.gale.nimbus.config.NimbusSettings;
import dev.gale.nimbus.topology.PlacementSettings;
import dev.gale.supervisor.config.SupervisorSettings;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.config.TransportSettings;
import dev.gale.worker.process.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of all parts of Gale, and configurations made of them. */
public final class AllSettings {
    private AllSettings() {}

    public static KnownSettings all() {
        List<Setting<?>> declared = new ArrayList<>(ClientSettings.settings());
        declared.addAll(CoordinationSettings.settings().all());
        declared.addAll(NimbusSettings.settings().all());
        declared.addAll(ApiTlsSettings.settings().all());
        declared.addAll(SupervisorSettings.settings().all());
        declared.addAll(WorkerSettings.settings().all());
        declared.addAll(TopologySettings.settings().all());
        declared.addAll(PlacementSettings.settings().all());
        declared.addAll(TransportSettings.settings().all());
        return KnownSettings.of(declared, TopologySettings.inertKeys());
    }

    /**
     * Reads all layers but that of code.
     *
     * @param file null for the usual ones
     * @param userHome null when the user's own file doesn't count
     */
    static Configuration read(Path file, List<String> options, Map<String, String> environment, Path userHome)
            throws InvalidConfiguration {
        Layers layers = new Layers(all());
        try {
            ConfigFiles.find(file, environment, userHome).forEach(layers::file);
        } catch (IOException e) {
            throw new InvalidConfiguration(List.of(e.getMessage()));
        }
        return layers.environment(environment).options(options).toConfiguration();
    }
}
