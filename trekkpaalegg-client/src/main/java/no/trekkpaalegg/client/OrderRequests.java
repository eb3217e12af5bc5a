package no.trekkpaalegg.client;

import java.net.URI;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the three operations (contract section 1). */
final class OrderRequests {
    private static final String[] PATH = {"api", "trekkpaalegg", "v1"};

    private final URI baseUrl;

    OrderRequests(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    URI all() {
        return path().build().toUri();
    }

    URI changes(long afterSekvensnummer, int limit) {
        return path().queryParam("fraSekvensnummer", afterSekvensnummer)
                .queryParam("maksAntall", limit)
                .build()
                .toUri();
    }

    URI version(String trekkid, int trekkversjon) {
        return path().pathSegment("{trekkid}", "{trekkversjon}")
                .encode()
                .buildAndExpand(trekkid, trekkversjon)
                .toUri();
    }

    private UriComponentsBuilder path() {
        return UriComponentsBuilder.fromUri(baseUrl).pathSegment(PATH);
    }
}
