package no.trekkpaalegg.hosttests;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.SecurityFilterChain;

/** The filters of Spring Security in a servlet host, chain by chain and in their order. */
final class ServletFilters {
    private ServletFilters() {}

    static List<String> of(RunningHost host) {
        return host.context()
                .getBeanProvider(SecurityFilterChain.class)
                .orderedStream()
                .flatMap(chain -> Stream.concat(
                        Stream.of("chain"),
                        chain.getFilters().stream()
                                .map(filter -> filter.getClass().getName())))
                .toList();
    }
}
