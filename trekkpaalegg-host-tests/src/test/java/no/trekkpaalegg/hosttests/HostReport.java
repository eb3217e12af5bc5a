package no.trekkpaalegg.hosttests;

import java.util.List;
import java.util.stream.Stream;

/** What {@link HostMain} has printed. */
record HostReport(List<String> lines) {

    static HostReport of(List<String> lines) {
        return new HostReport(lines);
    }

    HostReport and(HostReport other) {
        return new HostReport(
                Stream.concat(lines.stream(), other.lines.stream()).toList());
    }

    List<String> of(Class<?> host, String what) {
        String prefix = host.getSimpleName() + " " + what + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
