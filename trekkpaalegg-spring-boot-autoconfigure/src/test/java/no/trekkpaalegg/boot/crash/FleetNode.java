package no.trekkpaalegg.boot.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.jvm.HostProcess;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;

/** A process of the fleet, with a key and a way to the database of its own. */
final class FleetNode implements AutoCloseable {
    private final String name;
    private final TrekkpaaleggSimulator simulator;
    private final TcpProxy database;
    private final Path keyFile;
    private final Path log;
    private String keyId;
    private HostProcess process;

    FleetNode(String name, TrekkpaaleggSimulator simulator, int databasePort, Path directory) {
        this.name = name;
        this.simulator = simulator;
        this.database = new TcpProxy(databasePort);
        this.keyFile = directory.resolve(name + ".jwk");
        this.log = directory.resolve(name + ".log");
        useNewKey();
    }

    TcpProxy database() {
        return database;
    }

    HostProcess process() {
        return process;
    }

    void revokeKey() {
        simulator.revokeKey(keyId);
    }

    /** A key of this node only, which it finds in its file. */
    void useNewKey() {
        synchronized (simulator) {
            keyId = simulator.registerNewKey();
            try {
                Files.writeString(keyFile, simulator.privateKeyJwk());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts the process, and returns when it has begun to poll. */
    void start() {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.maskinporten.private-key", "file:" + keyFile);
        properties.put("trekkpaalegg.poller.interval", seconds(Fleet.INTERVAL));
        properties.put("trekkpaalegg.poller.heartbeat-interval", seconds(Fleet.HEARTBEAT));
        properties.put("trekkpaalegg.store.lock-timeout", seconds(Fleet.LOCK_TIMEOUT));
        properties.put("trekkpaalegg.http.read-timeout", "5s");
        properties.put("trekkpaalegg.delivery.initial-backoff", "1s");
        properties.put("trekkpaalegg.delivery.max-backoff", "2s");
        properties.put("trekkpaalegg.delivery.max-attempts", "1000");
        properties.put(
                "database",
                "jdbc:postgresql://localhost:" + database.port() + "/postgres?user=postgres&ApplicationName=" + name);
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        process = GuestJvm.withEverything().start(FleetHost.class, properties);
        process.awaitLine("Started FleetHost");
        process.writeOutputTo(log);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    @Override
    public void close() {
        process.close();
        database.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
