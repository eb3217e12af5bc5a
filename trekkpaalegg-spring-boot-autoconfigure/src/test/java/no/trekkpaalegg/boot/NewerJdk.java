package no.trekkpaalegg.boot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** JDKs that are installed beside the one that runs the tests. */
final class NewerJdk {
    private NewerJdk() {}

    /** The home of a JDK of at least this version, the running one first. */
    static Optional<Path> find(int feature) throws IOException {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(running.getParent())) {
            return Stream.concat(Stream.of(running), beside.sorted())
                    .filter(home -> featureOf(home) >= feature)
                    .findFirst();
        }
    }

    private static int featureOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)
                || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }
}
