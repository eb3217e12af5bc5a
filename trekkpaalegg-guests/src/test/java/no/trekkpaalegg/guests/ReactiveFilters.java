package no.trekkpaalegg.guests;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The filters of Spring Security in a WebFlux host, chain by chain and in their order. */
final class ReactiveFilters {
    private ReactiveFilters() {}

    static List<String> of(RunningHost host) {
        return host.context()
                .getBeanProvider(SecurityWebFilterChain.class)
                .orderedStream()
                .flatMap(chain -> Stream.concat(
                        Stream.of("chain"),
                        Objects.requireNonNull(chain.getWebFilters()
                                        .map(filter -> filter.getClass().getName())
                                        .collectList()
                                        .block())
                                .stream()))
                .toList();
    }
}
