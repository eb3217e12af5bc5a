package no.trekkpaalegg.test;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the latest requests to one of the simulated servers and counts all. Safe for use by many threads. */
final class RequestLog {
    /** A sample application may run for days. */
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Deque<RecordedRequest> latest = new ArrayDeque<>();
    private long count;

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Request request, @Nullable String employer) {
        Target target = Target.of(request);
        latest.add(new RecordedRequest(
                request.getMethod().getName(),
                target.path(),
                target.query(),
                harmlessHeaders(request),
                clock.instant(),
                employer));
        if (latest.size() > REMEMBERED) {
            latest.remove();
        }
        count++;
    }

    synchronized List<RecordedRequest> latest() {
        return List.copyOf(latest);
    }

    synchronized long count() {
        return count;
    }

    synchronized void clear() {
        latest.clear();
        count = 0;
    }

    private static Map<String, List<String>> harmlessHeaders(Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            if (!header.keyEquals("Authorization")) {
                headers.put(header.key(), List.copyOf(header.values()));
            }
        }
        return headers;
    }
}
