package no.trekkpaalegg.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom. */
class ArchitectureTest {
    private static final String ROOT = "no.trekkpaalegg.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("no.trekkpaalegg");

    @Test
    void whenTheRulesAreChecked_thenAllModulesAreLookedAt() {
        assertThat(Stream.of(Trekkpaalegg.class, TrekkpaaleggProperties.class, TrekkpaaleggSimulator.class))
                .allMatch(CLASSES::contain);
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    /** A package knows only those that stand to its right. */
    @ParameterizedTest
    @CsvSource({
        "model,",
        "observation,        model",
        "maskinporten,       model observation",
        "client,             model observation maskinporten",
        "event,              model",
        "payroll,            model",
        "inbox,              model",
        "feed,               model observation maskinporten client event inbox",
        "boot,               model feed inbox client",
        "boot.client,        model observation maskinporten client boot",
        "boot.security,      ",
        "boot.event,         model observation feed event boot",
        "boot.jdbc,          model feed inbox boot observation",
        "boot.schedule,      model observation feed client event inbox boot boot.client boot.event boot.jdbc",
        "boot.actuate,       model maskinporten feed inbox boot boot.client boot.schedule"
    })
    void whenAPackageNeedsOthers_thenTheArrowsPointOneWay(String from, String allowed) {
        Set<String> known = Stream.concat(Stream.of(from), Stream.of((allowed == null ? "" : allowed).split(" ", -1)))
                .map(ROOT::concat)
                .collect(Collectors.toSet());
        Set<String> others = packages();
        others.removeAll(known);

        noClasses()
                .that()
                .resideInAPackage(ROOT + from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void whenPackagesKnowEachOther_thenThereIsNoCycle() {
        slices().matching("no.trekkpaalegg.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void whenTheClientIsUsedAlone_thenItNeedsNeitherSpringBootNorADatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "model",
                        ROOT + "maskinporten",
                        ROOT + "client",
                        ROOT + "inbox",
                        ROOT + "feed",
                        ROOT + "event")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.jdbc..",
                        "java.sql..",
                        "javax.sql..",
                        "com.github.kagkarlsson..")
                .check(CLASSES);
    }

    /** The security configuration of Spring decides over a host's web security. */
    @Test
    void whenTheLibraryIsAdded_thenNothingInItConfiguresSecurity() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security.config..", "org.springframework.security.web..")
                .check(CLASSES);
    }

    @Test
    void whenModulesArePutTogether_thenNoPackageIsInTwoOfThem() {
        Map<String, Set<String>> modulesByPackage = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String file = type.getSource().orElseThrow().getUri().toString();
            String module = file.substring(0, file.indexOf(type.getPackageName().replace('.', '/')));
            modulesByPackage
                    .computeIfAbsent(type.getPackageName(), any -> new TreeSet<>())
                    .add(module);
        }

        assertThat(modulesByPackage.values().stream().flatMap(Set::stream).distinct())
                .hasSize(3);
        assertThat(modulesByPackage)
                .allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
    }

    @Test
    void whenATypeIsPublic_thenItsSignaturesNameNeitherJacksonNorJose() {
        Set<String> offenders = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!isPublic(type)) {
                continue;
            }
            type.getCodeUnits().stream()
                    .filter(unit -> isVisible(unit.getModifiers()))
                    .filter(unit -> typesOf(unit).anyMatch(ArchitectureTest::isOfJacksonOrJose))
                    .forEach(unit -> offenders.add(unit.getFullName()));
            type.getFields().stream()
                    .filter(field -> isVisible(field.getModifiers()))
                    .filter(field -> typesOf(field).anyMatch(ArchitectureTest::isOfJacksonOrJose))
                    .forEach(field -> offenders.add(field.getFullName()));
            Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
                    .filter(ArchitectureTest::isOfJacksonOrJose)
                    .forEach(parent -> offenders.add(type.getFullName()));
        }

        assertThat(offenders).isEmpty();
    }

    @Test
    void whenThereIsAPackage_thenItsNullnessIsChecked() throws ClassNotFoundException {
        assertThat(packages()).hasSizeGreaterThanOrEqualTo(9);
        for (String name : packages()) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as("%s is @NullMarked", name)
                    .isTrue();
        }
    }

    private static Set<String> packages() {
        return CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types)
                .map(JavaType.class::cast)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaClass> typesOf(JavaField field) {
        return field.getType().getAllInvolvedRawTypes().stream();
    }

    private static boolean isOfJacksonOrJose(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return name.startsWith("com.fasterxml.jackson.")
                || name.startsWith("tools.jackson.")
                || name.startsWith("com.nimbusds.");
    }
}
