package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each dependency that comes into a host has its reason written down. */
class DependenciesPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EXCLUSIONS = Pattern.compile("<exclusions>.*?</exclusions>", Pattern.DOTALL);
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern NOT_FOR_HOSTS =
            Pattern.compile("<scope>(?:test|provided)</scope>|<type>test-jar</type>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trekkpaalegg-client",
                "trekkpaalegg-spring-boot-autoconfigure",
                "trekkpaalegg-spring-boot-starter",
                "trekkpaalegg-spring-boot4-starter"
            })
    void whenAModuleBringsADependency_thenThePageSaysWhatFor(String module) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/decisions/dependencies.md"));
        String pom = EXCLUSIONS
                .matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
                .replaceAll("");

        List<String> dependencies = DEPENDENCY
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .filter(dependency -> !NOT_FOR_HOSTS.matcher(dependency).find())
                .flatMap(dependency -> ARTIFACT.matcher(dependency).results())
                .map(MatchResult::group)
                .map(element -> element.replaceAll("</?artifactId>", ""))
                .toList();

        assertThat(dependencies)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "`"));
    }
}
