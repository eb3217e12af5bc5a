package no.trekkpaalegg.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one of the simulated servers answers.
 *
 * @param status HTTP status
 * @param headers header fields
 * @param body may be empty
 * @param delay how long the answer is kept back
 * @param ending whether all of it gets across
 */
record Answer(int status, Map<String, String> headers, String body, Duration delay, Ending ending) {

    enum Ending {
        WHOLE,
        CUT_SHORT,
        RESET
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, Duration.ZERO, Ending.WHOLE);
    }

    static Answer json(int status, Object body) {
        return of(status, "application/json", Json.write(body));
    }

    /** What a gateway in front of the service shows. */
    static Answer html(int status, String title) {
        String page = "<!DOCTYPE html><html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>";
        return of(status, "text/html", page.formatted(title));
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Map.copyOf(more), body, delay, ending);
    }

    Answer delayedBy(Duration longer) {
        return new Answer(status, headers, body, longer, ending);
    }

    Answer ending(Ending other) {
        return new Answer(status, headers, body, delay, other);
    }
}
