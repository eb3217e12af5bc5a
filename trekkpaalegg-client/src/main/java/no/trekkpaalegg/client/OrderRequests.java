package no.trekkpaalegg.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The addresses of the three operations (contract section 1). */
final class OrderRequests {
    private static final String[] PATH = {"api", "trekkpaalegg", "v1"};

    private final URI baseUrl;

    OrderRequests(URI baseUrl) {
        this.baseUrl = URI.create(baseUrl.toASCIIString());
    }

    URI all() {
        return uri(path());
    }

    URI changes(long afterSekvensnummer, int limit) {
        return uri(path().queryParam("fraSekvensnummer", afterSekvensnummer).queryParam("maksAntall", limit));
    }

    URI version(String trekkid, int trekkversjon) {
        String segment = UriUtils.encode(trekkid, StandardCharsets.UTF_8);
        return uri(path().pathSegment(segment, Integer.toString(trekkversjon)));
    }

    private UriComponentsBuilder path() {
        return UriComponentsBuilder.fromUri(baseUrl).pathSegment(PATH);
    }

    /** Everything is already escaped. A second escape would change a base URL that has an escape. */
    private static URI uri(UriComponentsBuilder builder) {
        return builder.build(true).toUri();
    }
}
