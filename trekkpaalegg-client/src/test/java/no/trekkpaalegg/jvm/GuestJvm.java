package no.trekkpaalegg.jvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with the class path of the tests that start it, from which jars are left out for real. For the tests of all modules. */
public final class GuestJvm {
    private static final List<String> FOR_A_SHORT_LIFE = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx256m",
            "-Dlogging.config=classpath:logback-process.xml",
            "-Dlogback.configurationFile=logback-process.xml");

    private final Path javaHome;
    private final List<Path> classPath;
    private final List<String> options;
    private final Duration limit;

    private GuestJvm(Path javaHome, List<Path> classPath, List<String> options, Duration limit) {
        this.javaHome = javaHome;
        this.classPath = List.copyOf(classPath);
        this.options = options;
        this.limit = limit;
    }

    /** Of the same Java as this one, with the same class path. */
    public static GuestJvm withEverything() {
        return of(Path.of(System.getProperty("java.home")));
    }

    /** Of another Java, with the same class path. */
    public static GuestJvm of(Path javaHome) {
        return new GuestJvm(
                javaHome,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList(),
                FOR_A_SHORT_LIFE,
                Duration.ofMinutes(2));
    }

    /** A JVM as {@code java} starts it. */
    public GuestJvm withoutOptions() {
        return new GuestJvm(javaHome, classPath, List.of(), limit);
    }

    /** With a heap of this size at most, as in {@code 128m}. */
    public GuestJvm withHeap(String size) {
        return new GuestJvm(
                javaHome,
                classPath,
                Stream.concat(options.stream(), Stream.of("-Xmx" + size)).toList(),
                limit);
    }

    /** With so much time, instead of two minutes. */
    public GuestJvm within(Duration newLimit) {
        return new GuestJvm(javaHome, classPath, options, newLimit);
    }

    /** Leaves out the jars that these classes come from. */
    public GuestJvm without(Class<?>... oneOfEach) {
        List<Path> left = new ArrayList<>(classPath);
        for (Class<?> one : oneOfEach) {
            left.remove(jarOf(one));
        }
        return new GuestJvm(javaHome, left, options, limit);
    }

    /** Leaves out the jars whose file names begin so, for classes that have no one name. Folders stay. */
    public GuestJvm withoutJars(Collection<String> beginnings) {
        List<Path> left = classPath.stream()
                .filter(entry -> Files.isDirectory(entry)
                        || beginnings.stream().noneMatch(entry.getFileName().toString()::startsWith))
                .toList();
        return new GuestJvm(javaHome, left, options, limit);
    }

    /** Runs to the end, which must be a good one and come in time, and returns the lines printed. */
    public List<String> run(Class<?> main, Map<String, String> properties, String... arguments) {
        try (HostProcess process = start(main, properties, arguments)) {
            CompletableFuture.delayedExecutor(limit.toSeconds(), TimeUnit.SECONDS)
                    .execute(process::kill);
            return process.awaitEnd();
        }
    }

    /** Starts the process and returns at once. */
    public HostProcess start(Class<?> main, Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.add("-Duser.timezone=UTC");
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", joinedClassPath(), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new HostProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
