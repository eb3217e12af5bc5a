package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

/** The starter of the wrong generation stops a host, with a message that names the right one. */
@ExtendWith(OutputCaptureExtension.class)
class StarterCheckTest {
    private static final String FOR_BOOT_3 = "io.github.resilience4j.springboot3";
    private static final String FOR_BOOT_4 = "io.github.resilience4j.springboot";
    private static final String A_CLASS = ".circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration";
    private static final boolean ON_BOOT_4 = SpringBootVersion.getVersion().startsWith("4.");

    @ParameterizedTest
    @CsvSource({
        "3.5.16, io.github.resilience4j.springboot, trekkpaalegg-spring-boot4-starter, trekkpaalegg-spring-boot-starter",
        "4.0.9, io.github.resilience4j.springboot3, trekkpaalegg-spring-boot-starter, trekkpaalegg-spring-boot4-starter",
        "4.1.2, io.github.resilience4j.springboot3, trekkpaalegg-spring-boot-starter, trekkpaalegg-spring-boot4-starter"
    })
    void whenTheStarterIsForTheOtherGeneration_thenTheRightOneIsNamed(
            String springBoot, String brought, String there, String wanted) {
        assertThatThrownBy(() -> StarterCheck.check(springBoot, only(brought)))
                .isInstanceOfSatisfying(TrekkpaaleggConfigurationException.class, e -> {
                    assertThat(e.key()).isEqualTo(there);
                    assertThat(e.cure()).contains("with " + wanted + ".");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "3.5.16, io.github.resilience4j.springboot3",
        "4.1.2, io.github.resilience4j.springboot",
        "3.5.16, neither",
        "4.1.2, neither"
    })
    void whenTheStarterFitsOrThereIsNone_thenTheHostStarts(String springBoot, String brought) {
        assertThatCode(() -> StarterCheck.check(springBoot, only(brought))).doesNotThrowAnyException();
    }

    @Test
    void whenAHostStartsWithTheWrongStarter_thenSpringBootPrintsTheAnalysis(CapturedOutput output) {
        SpringApplicationBuilder host = new SpringApplicationBuilder(TrekkpaaleggFeedAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .resourceLoader(new DefaultResourceLoader(only(ON_BOOT_4 ? FOR_BOOT_3 : FOR_BOOT_4)));

        assertThatThrownBy(() -> host.run().close()).isInstanceOf(TrekkpaaleggConfigurationException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(SpringBootVersion.getVersion())
                .contains("with "
                        + (ON_BOOT_4 ? "trekkpaalegg-spring-boot4-starter" : "trekkpaalegg-spring-boot-starter"));
    }

    /** A class path with this resilience4j only. */
    private static ClassLoader only(String brought) {
        return new FilteredClassLoader(FOR_BOOT_3 + A_CLASS, FOR_BOOT_4 + A_CLASS) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(brought + A_CLASS) ? empty(name) : super.loadClass(name, resolve);
            }

            private Class<?> empty(String name) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                ClassWriter type = new ClassWriter(0);
                type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
                byte[] code = type.toByteArray();
                return defineClass(name, code, 0, code.length);
            }
        };
    }
}
