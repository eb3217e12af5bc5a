package no.trekkpaalegg.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Stops a host that has the starter for another generation of Spring Boot, before what that starter brings fails with a class that
 * cannot be found. The starters differ in their resilience4j, which is how they are told apart.
 */
final class StarterCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String STARTER = "trekkpaalegg-spring-boot-starter";
    private static final String BOOT_4_STARTER = "trekkpaalegg-spring-boot4-starter";
    private static final String RESILIENCE4J = "resilience4j-spring-boot3";
    private static final String BOOT_4_RESILIENCE4J = "resilience4j-spring-boot4";
    private static final String OF_RESILIENCE4J =
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration";
    private static final String OF_BOOT_4_RESILIENCE4J =
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(SpringBootVersion.getVersion(), context.getClassLoader());
    }

    /** @throws TrekkpaaleggConfigurationException if the class path has the starter of the other generation */
    static void check(String springBoot, @Nullable ClassLoader classes) {
        if (springBoot.startsWith("3.") && ClassUtils.isPresent(OF_BOOT_4_RESILIENCE4J, classes)) {
            throw wrong(springBoot, BOOT_4_STARTER, BOOT_4_RESILIENCE4J, STARTER);
        }
        if (springBoot.startsWith("4.") && ClassUtils.isPresent(OF_RESILIENCE4J, classes)) {
            throw wrong(springBoot, STARTER, RESILIENCE4J, BOOT_4_STARTER);
        }
    }

    private static TrekkpaaleggConfigurationException wrong(
            String springBoot, String there, String brought, String wanted) {
        return new TrekkpaaleggConfigurationException(
                there,
                "the application runs on Spring Boot " + springBoot + ", and " + brought
                        + ", which this starter brings, is for another generation of Spring Boot",
                "Replace the dependency " + there + " with " + wanted + ". If it is not there, replace " + brought
                        + ".");
    }
}
