package no.trekkpaalegg.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which package may use which, for all modules of the library. The test of a module extends it and so checks what is on its class path. */
public abstract class ArchitectureRules {
    private static final String ROOT = "no.trekkpaalegg.";

    /** A package uses only those that stand to its right. */
    private static final Map<String, Set<String>> ARROWS = arrows("""
            model
            observation     model
            maskinporten    model observation
            client          model observation maskinporten
            event           model
            payroll         model
            inbox           model
            feed            model observation maskinporten client event inbox
            test            model inbox
            boot            model feed inbox client
            boot.client     model observation maskinporten client boot
            boot.security
            boot.event      model observation feed event boot
            boot.jdbc       model feed inbox boot observation
            boot.schedule   model observation feed client event inbox boot boot.client boot.event boot.jdbc
            boot.actuate    model observation maskinporten feed inbox boot boot.client boot.schedule
            """);

    private static final List<String> HIDDEN_LIBRARIES = List.of(
            "com.fasterxml.jackson.", "tools.jackson.", "com.nimbusds.", "org.springframework.security.oauth2.jose");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("no.trekkpaalegg");

    private final Set<Class<?>> oneOfEachModule;

    /** @param oneOfEachModule a class of each module on the class path */
    protected ArchitectureRules(Class<?>... oneOfEachModule) {
        this.oneOfEachModule = Set.of(oneOfEachModule);
    }

    @Test
    void whenTheRulesAreChecked_thenAllModulesAreLookedAtAndNoTests() {
        assertThat(oneOfEachModule).allMatch(CLASSES::contain);
        assertThat(CLASSES.contain(getClass())).isFalse();
        assertThat(CLASSES.contain(ArchitectureRules.class)).isFalse();
    }

    @Test
    void whenAPackageUsesOthers_thenTheArrowsPointOneWay() {
        assertThat(ARROWS.keySet()).containsAll(packages());
        for (String from : packages()) {
            Set<String> others = packages();
            others.removeAll(ARROWS.get(from));
            others.remove(from);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + from)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.stream().map(ROOT::concat).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void whenPackagesUseEachOther_thenThereIsNoCycle() {
        slices().matching("no.trekkpaalegg.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void whenTheModelIsUsed_thenItNeedsNoLibrary() {
        classes()
                .that()
                .resideInAPackage(ROOT + "model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "model", "java..", "org.jspecify..", "org.apiguardian..")
                .check(CLASSES);
    }

    @Test
    void whenTheClientIsUsedAlone_thenItNeedsNeitherSpringBootNorADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "boot..", ROOT + "test")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.jdbc..",
                        "org.springframework.transaction..",
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
                .hasSameSizeAs(oneOfEachModule);
        assertThat(modulesByPackage)
                .allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
    }

    @Test
    void whenATypeIsPublic_thenItShowsNeitherJacksonNorJose() {
        assertThat(CLASSES.stream().flatMap(ArchitectureRules::hiddenLibrariesShownBy))
                .isEmpty();
    }

    @Test
    void whenAPublicTypeShowsJacksonOrJose_thenTheRuleSeesIt() {
        assertThat(hiddenLibrariesShownBy(new ClassFileImporter().importClass(Offender.class)))
                .containsExactlyInAnyOrder(
                        "Offender",
                        "Offender.field",
                        "Offender.parameter",
                        "Offender.result",
                        "Offender.generic",
                        "Offender.exception");
    }

    @Test
    void whenThereIsAPackage_thenItsNullnessIsChecked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(some -> assertThat(some.isAnnotatedWith(NullMarked.class))
                        .as("%s is @NullMarked", some.getName())
                        .isTrue());
    }

    private static Map<String, Set<String>> arrows(String table) {
        return table.lines()
                .map(line -> line.split(" +", -1))
                .collect(Collectors.toMap(
                        line -> line[0], line -> Set.copyOf(Arrays.asList(line).subList(1, line.length))));
    }

    private static Set<String> packages() {
        return CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The type if a supertype of it does, and its members that do. */
    private static Stream<String> hiddenLibrariesShownBy(JavaClass type) {
        if (!isPublic(type)) {
            return Stream.empty();
        }
        Stream<String> parents = Stream.concat(
                        type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
                .filter(ArchitectureRules::isOfHiddenLibrary)
                .limit(1)
                .map(parent -> type.getSimpleName());
        return Stream.concat(
                parents,
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .filter(member -> typesOf(member).anyMatch(ArchitectureRules::isOfHiddenLibrary))
                        .map(member -> type.getSimpleName() + "." + member.getName()));
    }

    private static Stream<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types)
                .map(JavaType.class::cast)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureRules::isPublic).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isOfHiddenLibrary(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return HIDDEN_LIBRARIES.stream().anyMatch(name::startsWith);
    }
}
