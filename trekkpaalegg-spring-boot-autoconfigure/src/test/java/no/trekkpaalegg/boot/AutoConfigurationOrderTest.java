package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

/**
 * The order of the auto-configurations is given by name, for Spring Boot 3.5 and 4. A name that the Spring Boot of the tests does not
 * know orders nothing, and nothing would say so.
 */
class AutoConfigurationOrderTest {
    private static final String BOOT = "org.springframework.boot.";
    /** Spring Security is not on the class path of these tests; the host tests show that order. */
    private static final String SECURITY = "security";

    @ParameterizedTest
    @MethodSource("ours")
    void whenAClassIsNamed_thenSpringBootHasItUnderOneOfItsNames(Class<?> ours) {
        Map<String, List<String>> names = named(ours)
                .filter(name -> !(name.startsWith(BOOT) && name.contains(SECURITY)))
                .collect(Collectors.groupingBy(ClassUtils::getShortName));

        assertThat(names)
                .allSatisfy((type, candidates) -> assertThat(candidates)
                        .as(type)
                        .filteredOn(this::isPresent)
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whenAClassIsOfAnotherJar_thenItIsGivenByNameSoThatItMayBeMissing(Class<?> ours) {
        AutoConfiguration order = ours.getAnnotation(AutoConfiguration.class);

        assertThat(Stream.of(order.after(), order.before()).flatMap(Arrays::stream))
                .allSatisfy(type -> assertThat(type.getName()).startsWith("no.trekkpaalegg."));
    }

    @Test
    void whenTheJarIsRead_thenItHasTheAutoConfigurations() {
        assertThat(ours()).hasSizeGreaterThanOrEqualTo(6);
    }

    private static Stream<Class<?>> ours() {
        return ImportCandidates.load(AutoConfiguration.class, AutoConfigurationOrderTest.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("no.trekkpaalegg."))
                .map(name -> ClassUtils.resolveClassName(name, null));
    }

    private static Stream<String> named(Class<?> ours) {
        AutoConfiguration order = ours.getAnnotation(AutoConfiguration.class);
        return Stream.of(order.afterName(), order.beforeName()).flatMap(Arrays::stream);
    }

    private boolean isPresent(String name) {
        return ClassUtils.isPresent(name, getClass().getClassLoader());
    }
}
