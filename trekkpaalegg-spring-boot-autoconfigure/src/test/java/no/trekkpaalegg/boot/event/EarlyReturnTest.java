package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kotlin.coroutines.Continuation;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures say that a listener goes on after it has returned. */
class EarlyReturnTest {

    @ParameterizedTest
    @CsvSource({
        "future,   returns a Future",
        "stage,    returns a CompletionStage",
        "promise,  returns a CompletableFuture",
        "flow,     returns a Publisher",
        "suspend,  is a suspend function"
    })
    void whenTheWorkGoesOnAfterTheReturn_thenTheReasonSaysHow(String method, String reason) {
        assertThat(resultOf(method)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "text", "list"})
    void whenTheWorkIsDoneAtTheReturn_thenThereIsNoReason(String method) {
        assertThat(resultOf(method)).isEmpty();
    }

    private static Optional<String> resultOf(String name) {
        return Stream.of(Signatures.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .flatMap(EarlyReturn::resultOf);
    }

    interface Signatures {
        Future<String> future(TrekkpaaleggEvent event);

        CompletionStage<String> stage(TrekkpaaleggEvent event);

        CompletableFuture<Void> promise(TrekkpaaleggEvent event);

        Flow.Publisher<String> flow(TrekkpaaleggEvent event);

        Object suspend(TrekkpaaleggEvent event, Continuation<String> continuation);

        void nothing(TrekkpaaleggEvent event);

        String text(TrekkpaaleggEvent event);

        List<String> list(TrekkpaaleggEvent event);
    }
}
