package no.trekkpaalegg.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The diagram in docs/architecture.md is what the compiled classes of all modules say. */
class PackageDiagramTest {
    private static final String OURS = "no.trekkpaalegg";

    @Test
    void whenPackagesUseEachOther_thenTheDiagramHasTheSameArrows() throws IOException {
        assertThat(drawn().arrows()).isEqualTo(PackageDiagram.reduced(uses(classes())));
    }

    @Test
    void whenThereIsAPackage_thenTheDiagramHasItInItsModule() throws IOException {
        Map<String, String> modules = drawn().modules();
        JavaClasses classes = classes();

        assertThat(modules.keySet())
                .isEqualTo(new TreeSet<>(
                        classes.stream().map(JavaClass::getPackageName).toList()));
        assertThat(classes)
                .allSatisfy(type -> assertThat(
                                type.getSource().orElseThrow().getUri().toString())
                        .contains("/" + modules.get(type.getPackageName()) + "/"));
    }

    @Test
    void whenAnArrowIsMissingOrTooMany_thenTheDiagramDiffers() {
        String page = """
                ```mermaid
                flowchart TD
                    subgraph x["module"]
                        a["no.trekkpaalegg.a"]
                        b["no.trekkpaalegg.b"]
                        c["no.trekkpaalegg.c"]
                    end
                    a --> b
                    b --> c
                ```
                """;
        Map<String, Set<String>> drawn = PackageDiagram.parse(page).arrows();
        Map<String, Set<String>> uses = new TreeMap<>(Map.of(
                "no.trekkpaalegg.a", Set.of("no.trekkpaalegg.b", "no.trekkpaalegg.c"),
                "no.trekkpaalegg.b", Set.of("no.trekkpaalegg.c")));

        assertThat(drawn).isEqualTo(PackageDiagram.reduced(uses));

        uses.put("no.trekkpaalegg.c", Set.of("no.trekkpaalegg.d"));
        assertThat(drawn).isNotEqualTo(PackageDiagram.reduced(uses));

        uses.remove("no.trekkpaalegg.c");
        uses.remove("no.trekkpaalegg.b");
        assertThat(drawn).isNotEqualTo(PackageDiagram.reduced(uses));
    }

    private static PackageDiagram drawn() throws IOException {
        return PackageDiagram.parse(Files.readString(Path.of("..", "docs", "architecture.md")));
    }

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(OURS);
    }

    private static Map<String, Set<String>> uses(JavaClasses classes) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .map(JavaClass::getPackageName)
                    .filter(name -> name.startsWith(OURS) && !name.equals(type.getPackageName()))
                    .forEach(name -> uses.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>())
                            .add(name));
        }
        return uses;
    }
}
