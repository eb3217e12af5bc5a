package no.trekkpaalegg.guests;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with the class path of these tests, from which jars are left out for real. */
final class GuestJvm {
    private final List<Path> classPath;

    private GuestJvm(List<Path> classPath) {
        this.classPath = classPath;
    }

    static GuestJvm withEverything() {
        return new GuestJvm(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
    }

    /** Leaves out the jars (or folders) that these classes come from. */
    GuestJvm without(Class<?>... oneOfEach) {
        List<Path> left = new ArrayList<>(classPath);
        for (Class<?> one : oneOfEach) {
            left.removeAll(List.of(jarOf(one)));
        }
        return new GuestJvm(Collections.unmodifiableList(left));
    }

    /** Runs to the end, and returns the lines printed. */
    List<String> run(Class<?> main, Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Duser.timezone=UTC"));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", joinedClassPath(), main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
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
