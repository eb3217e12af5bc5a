package no.trekkpaalegg.boot.guest;

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
    private final Path javaHome;
    private final List<Path> classPath;

    private GuestJvm(Path javaHome, List<Path> classPath) {
        this.javaHome = javaHome;
        this.classPath = List.copyOf(classPath);
    }

    static GuestJvm withEverything() {
        return of(Path.of(System.getProperty("java.home")));
    }

    static GuestJvm of(Path javaHome) {
        return new GuestJvm(
                javaHome,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
    }

    /** Leaves out the jars that these classes come from. */
    GuestJvm without(Class<?>... oneOfEach) {
        List<Path> left = new ArrayList<>(classPath);
        for (Class<?> one : oneOfEach) {
            left.remove(jarOf(one));
        }
        return new GuestJvm(javaHome, left);
    }

    /** Runs to the end, which must be a good one and come within two minutes, and returns the lines printed. */
    List<String> run(Class<?> main, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Duser.timezone=UTC"));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
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

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
