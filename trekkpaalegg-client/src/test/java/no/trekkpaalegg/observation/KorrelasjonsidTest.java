package no.trekkpaalegg.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class KorrelasjonsidTest {

    @AfterEach
    void clear() {
        MDC.remove(Korrelasjonsid.KEY);
    }

    @Test
    void whenItIsClosed_thenTheLoggingContextIsAsBefore() {
        try (Korrelasjonsid inLog = Korrelasjonsid.inLog("one")) {
            assertThat(MDC.get("korrelasjonsid")).isEqualTo("one");
        }

        assertThat(MDC.get("korrelasjonsid")).isNull();
    }

    @Test
    void whenTheHostHasOneOfItsOwn_thenItIsPutBack() {
        MDC.put("korrelasjonsid", "the host's");

        try (Korrelasjonsid inLog = Korrelasjonsid.inLog("one")) {
            assertThat(MDC.get("korrelasjonsid")).isEqualTo("one");
        }

        assertThat(MDC.get("korrelasjonsid")).isEqualTo("the host's");
    }

    @Test
    void whenThereIsNone_thenThatOfTheHostStays() {
        MDC.put("korrelasjonsid", "the host's");

        try (Korrelasjonsid inLog = Korrelasjonsid.inLog(null)) {
            assertThat(MDC.get("korrelasjonsid")).isEqualTo("the host's");
        }
    }
}
