package no.trekkpaalegg.hosttests;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;

/** The filters of Spring Security in a WebFlux host, chain by chain and in their order. */
final class ReactiveFilters {
    private ReactiveFilters() {}

    static List<String> of(RunningHost host) {
        List<String> filters = new ArrayList<>();
        for (SecurityWebFilterChain chain : chains(host.context().getBean(WebFilterChainProxy.class))) {
            filters.add("chain");
            chain.getWebFilters()
                    .map(filter -> filter.getClass().getName())
                    .toIterable()
                    .forEach(filters::add);
        }
        return filters;
    }

    /** Those of Spring Boot are no beans, so they are taken from the proxy that runs them. */
    @SuppressWarnings("unchecked") // The type of the field.
    private static List<SecurityWebFilterChain> chains(WebFilterChainProxy proxy) {
        return (List<SecurityWebFilterChain>) new DirectFieldAccessor(proxy).getPropertyValue("filters");
    }
}
