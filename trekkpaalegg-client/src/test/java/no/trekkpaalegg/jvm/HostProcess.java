package no.trekkpaalegg.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A host in a JVM of its own. It is stopped with SIGKILL and never asked to stop. */
public final class HostProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    HostProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits until the process prints a line with the text. */
    public void awaitLine(String text) {
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

    /** Reads until the process ends, which must be a good end, and returns the lines. */
    List<String> awaitEnd() {
        List<String> lines = output.lines().toList();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("the host failed:\n" + String.join("\n", lines));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /** Goes on reading and appends it to a file, so that the process never waits for a reader. */
    public void writeOutputTo(Path file) {
        Thread reader = new Thread(
                () -> {
                    try (Writer writer =
                            Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                        output.transferTo(writer);
                    } catch (IOException e) {
                        // The process was killed in the middle of a line.
                    }
                },
                "output-of-host");
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends a line to the standard input; a process that has ended does not get it. */
    public void tell(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /** kill -9, and wait for the end. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Holds the process where it is, with its connections and its locks. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen process go on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
