package no.trekkpaalegg.guests;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with the class path of these tests, from which jars are left out for real. */
final class GuestJvm {
    private static final List<String> FOR_A_SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

    private final List<Path> classPath;
    private final List<String> options;

    private GuestJvm(List<Path> classPath, List<String> options) {
        this.classPath = List.copyOf(classPath);
        this.options = options;
    }

    static GuestJvm withEverything() {
        return new GuestJvm(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList(),
                FOR_A_SHORT_LIFE);
    }

    /** A JVM as {@code java} starts it. */
    GuestJvm withoutOptions() {
        return new GuestJvm(classPath, List.of());
    }

    /** Leaves out the jars that these classes come from. */
    GuestJvm without(Class<?>... oneOfEach) {
        List<Path> left = new ArrayList<>(classPath);
        for (Class<?> one : oneOfEach) {
            left.remove(jarOf(one));
        }
        return new GuestJvm(left, options);
    }

    /** Runs to the end, which must be a good one and come within two minutes, and returns the lines printed. */
    List<String> run(Class<?> main, Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Duser.timezone=UTC");
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", joinedClassPath(), main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
            List<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            if (process.waitFor() != 0) {
                throw new AssertionError("the host failed:\n" + String.join("\n", lines));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String joinedClassPath() {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
