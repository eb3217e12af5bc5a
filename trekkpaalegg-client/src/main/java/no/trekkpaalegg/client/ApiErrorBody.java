package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import no.trekkpaalegg.client.JsonValue.Fields;
import no.trekkpaalegg.client.JsonValue.Numeral;
import no.trekkpaalegg.client.JsonValue.Text;
import no.trekkpaalegg.client.JsonValue.Word;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer. Usually {@code {"kode":…,"melding":…,"korrelasjonsid":…}} with any field missing; from gateways in
 * front HTML, plain text or nothing (contract section 1, "Errors").
 */
record ApiErrorBody(
        Form form,
        @Nullable String kode,
        @Nullable String melding,
        @Nullable String korrelasjonsid) {

    private static final Set<String> NOTHING_FOUND = Set.of("KB-007", "KB-009");
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<String> NAMES = Set.of("kode", "melding", "korrelasjonsid");
    private static final JsonFactory JSON = JsonLimits.errorJsonFactory();

    /** The form of the body. */
    enum Form {
        NOTHING,
        JSON_OBJECT,
        SOMETHING_ELSE
    }

    /**
     * Whether a 404 with this body means that the API has nothing under the identifier, and not that a gateway or the API does
     * not know the address.
     */
    boolean saysNothingFound() {
        return kode == null ? form != Form.SOMETHING_ELSE : NOTHING_FOUND.contains(kode);
    }

    static ApiErrorBody read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            return new ApiErrorBody(Form.SOMETHING_ELSE, null, null, null);
        }
        if (bytes.length == 0) {
            return new ApiErrorBody(Form.NOTHING, null, null, null);
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (JsonValue.readDocument(parser, NAMES) instanceof Fields json) {
                return new ApiErrorBody(
                        Form.JSON_OBJECT, text(json, "kode"), text(json, "melding"), text(json, "korrelasjonsid"));
            }
        } catch (IOException | RuntimeException e) {
            // Not JSON: a gateway answered, and only the status says what happened.
        }
        return new ApiErrorBody(Form.SOMETHING_ELSE, null, null, null);
    }

    private static @Nullable String text(Fields json, String field) {
        JsonValue value = json.byName().get(field);
        if (value instanceof Text string) {
            return Redaction.redact(string.value());
        }
        if (value instanceof Numeral number) {
            return Redaction.redact(number.text());
        }
        return value instanceof Word word && word != Word.NULL ? word.name().toLowerCase(Locale.ROOT) : null;
    }
}
