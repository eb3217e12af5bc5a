package no.trekkpaalegg.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Test;

public class PublicTypesTest {

    @Test
    void whenATypeForApplicationsShowsAnInternalOne_thenThatIsALeak() {
        assertThat(PublicTypes.of(PublicTypesTest.class, Leaking.class, Hidden.class, Clean.class)
                        .leaks())
                .hasSize(3)
                .allMatch(leak -> leak.endsWith(" shows " + Hidden.class.getName()))
                .anyMatch(leak -> leak.contains(".field "))
                .anyMatch(leak -> leak.contains(".parameter("))
                .anyMatch(leak -> leak.contains(".result("));
    }

    @Test
    void whenATypeIsInternal_thenItIsNotForApplications() {
        assertThat(PublicTypes.of(PublicTypes.class, Hidden.class).forApplications())
                .containsExactly("surface.PublicTypes");
    }

    /** What the check is there to find. */
    public static class Leaking {
        protected Hidden field;

        public void parameter(List<? extends Hidden> hidden) {}

        public Hidden[] result() {
            return new Hidden[] {field};
        }
    }

    @API(status = Status.INTERNAL)
    public static class Hidden {}

    public static class Clean {
        Hidden packagePrivate;

        @API(status = Status.INTERNAL)
        public Hidden internal() {
            return packagePrivate;
        }
    }
}
