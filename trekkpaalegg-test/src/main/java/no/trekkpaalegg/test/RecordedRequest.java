package no.trekkpaalegg.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the simulator received it, without its body and its {@code Authorization} header.
 *
 * @param method {@code GET}, {@code POST} …
 * @param path raw path
 * @param query raw query, or {@code null} if there was none
 * @param headers all header fields but {@code Authorization}
 * @param at when it came, by the simulator's clock
 * @param employer the organisation of the token it carried, or {@code null} if it carried none that is known
 */
public record RecordedRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        Instant at,
        @Nullable String employer) {

    /** First value of a header field, by name in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
