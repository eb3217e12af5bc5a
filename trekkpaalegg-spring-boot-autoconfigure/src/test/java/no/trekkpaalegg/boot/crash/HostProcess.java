package no.trekkpaalegg.boot.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host in a JVM of its own, which is killed with SIGKILL and never asked to stop. */
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private HostProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static HostProcess start(Class<?> main, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-Duser.timezone=UTC"));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        try {
            return new HostProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process prints a line with the text. */
    void awaitLine(String text) {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains(text)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the host ended without printing '" + text + "':\n" + String.join("\n", lines));
    }

    /** Goes on reading into a file, so that the process never waits for a reader. */
    void writeOutputTo(Path file) {
        Thread reader = new Thread(
                () -> {
                    try (Writer writer = Files.newBufferedWriter(file)) {
                        output.transferTo(writer);
                    } catch (IOException e) {
                        // The process was killed in the middle of a line.
                    }
                },
                "output-of-host");
        reader.setDaemon(true);
        reader.start();
    }

    /** kill -9, and wait for the end. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
