package no.trekkpaalegg;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The dependency rules of this module: {@code model ← observation ← maskinporten ← client ← feed}, {@code model ← inbox ← feed} and
 * {@code model ← event ← feed} and {@code model ← payroll}, and nothing of Spring Boot or JDBC.
 */
@AnalyzeClasses(packages = "no.trekkpaalegg", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> HIDDEN_LIBRARIES = List.of(
            "com.fasterxml.jackson.", "tools.jackson.", "com.nimbusds.", "org.springframework.security.oauth2.jose");

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("no.trekkpaalegg.model..")
            .layer("observation")
            .definedBy("no.trekkpaalegg.observation..")
            .layer("maskinporten")
            .definedBy("no.trekkpaalegg.maskinporten..")
            .layer("client")
            .definedBy("no.trekkpaalegg.client..")
            .layer("event")
            .definedBy("no.trekkpaalegg.event..")
            .layer("payroll")
            .definedBy("no.trekkpaalegg.payroll..")
            .layer("inbox")
            .definedBy("no.trekkpaalegg.inbox..")
            .layer("feed")
            .definedBy("no.trekkpaalegg.feed..")
            .whereLayer("feed")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("payroll")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("event")
            .mayOnlyBeAccessedByLayers("feed")
            .whereLayer("inbox")
            .mayOnlyBeAccessedByLayers("feed")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("feed")
            .whereLayer("maskinporten")
            .mayOnlyBeAccessedByLayers("client", "feed")
            .whereLayer("observation")
            .mayOnlyBeAccessedByLayers("maskinporten", "client", "feed")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("no.trekkpaalegg.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_SPRING_BOOT_AND_NO_JDBC = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.boot..",
                    "org.springframework.jdbc..",
                    "org.springframework.transaction..",
                    "org.springframework.security.config..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule THE_MODEL_IS_PLAIN = classes()
            .that()
            .resideInAPackage("no.trekkpaalegg.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("no.trekkpaalegg.model..", "java..", "org.jspecify..", "org.apiguardian..");

    @ArchTest
    static final ArchRule NO_JACKSON_OR_JOSE_IN_SIGNATURES = members()
            .that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and(new DescribedPredicate<JavaMember>("are public or protected") {
                @Override
                public boolean test(JavaMember member) {
                    return isVisible(member.getModifiers());
                }
            })
            .should(mentionNoHiddenLibrary());

    @ArchTest
    static final ArchRule NO_JACKSON_OR_JOSE_AS_SUPERTYPE = classes()
            .that()
            .arePublic()
            .should(new ArchCondition<JavaClass>("extend nothing of Jackson or JOSE") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                            .filter(ArchitectureTest::isHidden)
                            .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " extends or implements " + hidden.getName())));
                }
            });

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackage).distinct())
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(somePackage -> assertThat(somePackage.isAnnotatedWith(NullMarked.class))
                        .as(somePackage.getName())
                        .isTrue());
    }

    @Test
    void whenASignatureMentionsAHiddenLibrary_thenTheRuleSeesIt() {
        JavaClasses offenders = new ClassFileImporter().importClasses(Offender.class);

        assertThat(offenders.get(Offender.class).getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .filter(member -> typesOf(member).anyMatch(ArchitectureTest::isHidden))
                        .map(JavaMember::getName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("field", "parameter", "result", "generic", "exception");
    }

    /** What the rule is there to find. */
    public static class Offender {
        protected JsonNode field;
        private JsonNode hidden;

        public void parameter(JWK key) {}

        public JsonNode result() {
            return hidden;
        }

        public List<? extends JsonNode> generic() {
            return List.of();
        }

        public void exception() throws JsonProcessingException {}

        void packagePrivate(JWK key) {}
    }

    private static ArchCondition<JavaMember> mentionNoHiddenLibrary() {
        return new ArchCondition<>("mention nothing of Jackson or JOSE") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                typesOf(member)
                        .filter(ArchitectureTest::isHidden)
                        .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " mentions " + hidden.getName())));
            }
        };
    }

    private static Stream<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return rawTypes(field.getType());
        }
        JavaCodeUnit codeUnit = (JavaCodeUnit) member;
        Stream<JavaClass> exceptions = codeUnit.getExceptionTypes().stream();
        Stream<JavaClass> parameters = codeUnit.getParameterTypes().stream().flatMap(ArchitectureTest::rawTypes);
        return Stream.concat(exceptions, Stream.concat(parameters, rawTypes(codeUnit.getReturnType())));
    }

    private static Stream<JavaClass> rawTypes(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isHidden(JavaClass type) {
        return HIDDEN_LIBRARIES.stream().anyMatch(type.getName()::startsWith);
    }
}
