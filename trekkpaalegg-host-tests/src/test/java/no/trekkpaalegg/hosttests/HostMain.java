package no.trekkpaalegg.hosttests;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.web.reactive.context.ReactiveWebApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Runs hosts one after the other in a process of its own, and prints what they are like. Each argument is a host, with more
 * sources after a plus sign.
 */
final class HostMain {
    private HostMain() {}

    public static void main(String[] hosts) {
        System.out.println("library: " + ClassUtils.isPresent("no.trekkpaalegg.boot.TrekkpaaleggPoller", null));
        System.out.println("oauth2-client: "
                + ClassUtils.isPresent(
                        "org.springframework.security.oauth2.client.registration.ClientRegistrationRepository", null));
        for (String sources : hosts) {
            List<Class<?>> classes = Stream.of(sources.split("\\+", -1))
                    .<Class<?>>map(name -> ClassUtils.resolveClassName(name, null))
                    .toList();
            try (RunningHost host = RunningHost.start(classes, Map.of())) {
                report(host, classes.get(0).getSimpleName());
            }
        }
    }

    private static void report(RunningHost host, String name) {
        boolean reactive = host.context() instanceof ReactiveWebApplicationContext;
        Function<RunningHost, List<String>> filters = reactive ? ReactiveFilters::of : ServletFilters::of;
        filters.apply(host).forEach(filter -> System.out.println(name + " filter: " + filter));
        Answers.of(host).forEach(answer -> System.out.println(name + " answer: " + answer));
        Stream.of(host.context().getBeanDefinitionNames()).forEach(bean -> System.out.println(name + " bean: " + bean));
    }
}
