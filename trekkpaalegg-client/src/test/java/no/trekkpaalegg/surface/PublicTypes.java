package no.trekkpaalegg.surface;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The public types of the module that a test runs in. Those with {@code @API(status = INTERNAL)} are not for applications. */
public final class PublicTypes {
    private static final String OURS = "no.trekkpaalegg.";

    private final JavaClasses classes;

    private PublicTypes(JavaClasses classes) {
        this.classes = classes;
    }

    public static PublicTypes ofThisModule() {
        return new PublicTypes(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }

    static PublicTypes of(Class<?>... types) {
        return new PublicTypes(new ClassFileImporter().importClasses(types));
    }

    /** The top-level types for applications, without the part of the package name that all share. */
    public List<String> forApplications() {
        return classes.stream()
                .filter(type -> !type.isNestedClass() && isForApplications(type))
                .map(type -> type.getName().substring(OURS.length()))
                .sorted()
                .toList();
    }

    /** What the types for applications show of types that are not for them. */
    public List<String> leaks() {
        return classes.stream()
                .filter(PublicTypes::isForApplications)
                .flatMap(type -> Stream.concat(
                        leaksOf(type),
                        type.getMembers().stream().filter(PublicTypes::isShown).flatMap(PublicTypes::leaksOf)))
                .sorted()
                .toList();
    }

    /**
     * The types with something internal whose Javadoc lacks the tag {@code @hidden}, which leaves it out of the published pages. The tag
     * does not reach the types nested in it, which so have their own.
     */
    public List<String> notHidden() {
        return classes.stream()
                .filter(type -> !type.isNestedClass())
                .filter(type -> countOf("@API(status", type) + nestedIn(type) > countOf("* @hidden", type))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    /** How many public types are nested in an internal one; those of another are for applications, as it is. */
    private long nestedIn(JavaClass internal) {
        return isPublic(internal) && isInternal(internal)
                ? classes.stream()
                        .filter(type -> isPublic(type)
                                && type.getEnclosingClass()
                                        .filter(internal::equals)
                                        .isPresent())
                        .count()
                : 0;
    }

    private static long countOf(String text, JavaClass type) {
        Path source = Path.of("src", "main", "java", type.getName().replace('.', '/') + ".java");
        try (Stream<String> lines = Files.exists(source) ? Files.lines(source) : Stream.empty()) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> leaksOf(JavaClass type) {
        return Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                .flatMap(parent -> internalsIn(parent, type.getName()));
    }

    private static Stream<String> leaksOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return internalsIn(field.getType(), member.getFullName());
        }
        JavaCodeUnit method = (JavaCodeUnit) member;
        return Stream.of(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                .flatMap(types -> types)
                .flatMap(type -> internalsIn(type, member.getFullName()));
    }

    private static Stream<String> internalsIn(JavaType type, String where) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(raw -> raw.getName().startsWith(OURS) && !isForApplications(raw))
                .map(raw -> where + " shows " + raw.getName());
    }

    private static boolean isForApplications(JavaClass type) {
        return isPublic(type)
                && !isInternal(type)
                && type.getEnclosingClass().map(PublicTypes::isForApplications).orElse(true);
    }

    private static boolean isShown(JavaMember member) {
        boolean visible = isPublic(member) || member.getModifiers().contains(JavaModifier.PROTECTED);
        return visible && !isInternal(member) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isPublic(HasModifiers element) {
        return element.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isInternal(CanBeAnnotated element) {
        return element.isAnnotatedWith(API.class);
    }
}
