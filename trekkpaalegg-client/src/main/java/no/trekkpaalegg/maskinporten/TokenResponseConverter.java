package no.trekkpaalegg.maskinporten;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Reads Maskinporten's answer (RFC 6749 section 5.1). It replaces Spring Security's converter, which has no limit of size, reads a
 * missing {@code expires_in} as one second, and quotes the answer in its exceptions.
 */
final class TokenResponseConverter extends AbstractHttpMessageConverter<OAuth2AccessTokenResponse> {
    /** Used without {@code expires_in}, which the RFC only recommends. It is half of what Maskinporten usually gives. */
    static final Duration UNSAID_LIFETIME = Duration.ofSeconds(60);

    private static final BigInteger LONGEST_LIFETIME =
            BigInteger.valueOf(Duration.ofDays(1).toSeconds());
    /** The characters of a token (RFC 6749 appendix A.12). Other characters cannot be sent in a header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,30}");

    TokenResponseConverter() {
        // The content type of the answer is ignored, and only the content counts.
        super(MediaType.ALL);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return OAuth2AccessTokenResponse.class.equals(type);
    }

    @Override
    protected OAuth2AccessTokenResponse readInternal(
            Class<? extends OAuth2AccessTokenResponse> type, HttpInputMessage message) throws IOException {
        JsonNode json = TokenAnswerBody.read(message.getBody());
        if (!json.isObject()) {
            throw UnusableAnswerException.unreadable(
                    "it is not a JSON object of at most " + TokenAnswerBody.MAX_BYTES / 1024 + " KiB");
        }
        return OAuth2AccessTokenResponse.withToken(token(json.path("access_token")))
                .tokenType(tokenType(json.path("token_type")))
                .expiresIn(lifetime(json.path("expires_in")))
                .build();
    }

    private static String token(JsonNode value) {
        if (!value.isTextual() || !TOKEN.matcher(value.textValue()).matches()) {
            throw UnusableAnswerException.unreadable("access_token is missing or malformed");
        }
        return value.textValue();
    }

    private static TokenType tokenType(JsonNode value) {
        if (!TokenType.BEARER.getValue().equalsIgnoreCase(value.textValue())) {
            throw UnusableAnswerException.unreadable("token_type is not Bearer");
        }
        return TokenType.BEARER;
    }

    private static long lifetime(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return UNSAID_LIFETIME.toSeconds();
        }
        String text = value.asText();
        boolean scalar = value.isIntegralNumber() || value.isTextual();
        if (!scalar || !INTEGER.matcher(text).matches() || new BigInteger(text).signum() <= 0) {
            throw UnusableAnswerException.unreadable("expires_in is not a positive number of seconds");
        }
        return new BigInteger(text).min(LONGEST_LIFETIME).longValueExact();
    }

    @Override
    protected void writeInternal(OAuth2AccessTokenResponse response, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("this converter only reads");
    }
}
