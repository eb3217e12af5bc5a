package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class EmployerTest {
    private static final String VALID = "313367002";

    @Test
    void whenTheNumberIsValid_thenTheShortFormsNameTheAccess() {
        assertThat(Employer.own(VALID)).isEqualTo(new Employer(VALID, Access.OWN, null));
        assertThat(Employer.systemUser(VALID)).isEqualTo(new Employer(VALID, Access.SYSTEM_USER, null));
        assertThat(Employer.delegation(VALID)).isEqualTo(new Employer(VALID, Access.DELEGATION, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "313367003", "31336700", "3133670020", "313 367 002", "31336700x", "NO313367002"})
    void whenTheNumberIsNotAnOrganisationNumber_thenItIsRefusedByName(String orgNumber) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Employer.own(orgNumber))
                .withMessageContaining("'" + orgNumber.strip() + "'")
                .withMessageContaining("check digit");
    }

    @Test
    void whenTheNumberIsAPersonNumber_thenItIsRefusedWithoutBeingRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Employer.own("10908412345"))
                .withMessageStartingWith("'***' is not an organisation number");
    }

    @Test
    void whenAnythingMandatoryIsNull_thenTheMessageNamesIt() {
        assertThatNullPointerException().isThrownBy(() -> Employer.own(null)).withMessage("orgNumber");
        assertThatNullPointerException()
                .isThrownBy(() -> new Employer(VALID, null, null))
                .withMessage("access");
    }

    @Test
    void whenThereIsAnExternalReferenceForASystemUser_thenItIsKept() {
        assertThat(new Employer(VALID, Access.SYSTEM_USER, "payroll-2").externalRef())
                .isEqualTo("payroll-2");
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "SYSTEM_USER")
    void whenThereIsAnExternalReferenceForAnotherAccess_thenItIsRefused(Access access) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Employer(VALID, access, "payroll-2"))
                .withMessageContaining("external reference");
    }

    @Test
    void whenNoClientIsNamed_thenItIsTheDefaultOne() {
        assertThat(Employer.own(VALID).client()).isEqualTo(Employer.DEFAULT_CLIENT);
        assertThat(Employer.own(VALID).withClient("east")).isEqualTo(new Employer(VALID, Access.OWN, null, "east"));
    }

    @Test
    void whenTheNameOfTheClientIsBlank_thenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Employer.own(VALID).withClient(" "))
                .withMessageContaining("client");
    }
}
