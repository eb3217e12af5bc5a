package no.trekkpaalegg.maskinporten;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.JwtBearerGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientJwtBearerTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

/**
 * Exchanges one assertion for one token (RFC 7523 section 2.1), with Spring Security's client. This class limits the request to the
 * parameters that Maskinporten asks for, keeps all parts of an error answer, and keeps assertion and token out of log lines and
 * exceptions.
 */
final class TokenExchange {
    private static final Set<String> FORM = Set.of(OAuth2ParameterNames.GRANT_TYPE, OAuth2ParameterNames.ASSERTION);

    private final RestClientJwtBearerTokenResponseClient client = new RestClientJwtBearerTokenResponseClient();
    private final ClientRegistration registration;
    private final MaskinportenErrors errors;
    private final Clock clock;

    /** @param http with timeouts set; copied and not changed */
    TokenExchange(MaskinportenSettings settings, RestClient.Builder http, MaskinportenErrors errors, Clock clock) {
        this.errors = errors;
        this.clock = clock;
        this.registration = ClientRegistration.withRegistrationId("maskinporten")
                .clientId(settings.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.JWT_BEARER)
                .tokenUri(settings.tokenUri().toString())
                .build();
        client.setRestClient(restClient(http.clone()));
        client.setParametersCustomizer(TokenExchange::strip);
    }

    private static RestClient restClient(RestClient.Builder http) {
        DefaultUriBuilderFactory exactly = new DefaultUriBuilderFactory();
        exactly.setEncodingMode(EncodingMode.NONE);
        return http.uriBuilderFactory(exactly)
                // Spring Framework 7 asks for gzip otherwise.
                .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new TokenResponseConverter());
                })
                .defaultStatusHandler(status -> !status.is2xxSuccessful(), (request, response) -> {
                    throw UnusableAnswerException.refused(answer(response));
                })
                .build();
    }

    private static void strip(MultiValueMap<String, String> form) {
        form.keySet().retainAll(FORM);
        String assertion = Objects.requireNonNull(form.getFirst(OAuth2ParameterNames.ASSERTION));
        form.put(OAuth2ParameterNames.ASSERTION, new MaskedValue(assertion));
    }

    private static TokenAnswer answer(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        JsonNode json = TokenAnswerBody.read(response.getBody());
        return new TokenAnswer(
                status,
                json.path("error").textValue(),
                json.path("error_description").textValue(),
                response.getHeaders().getFirst("Date"),
                response.getHeaders().getFirst("Retry-After"));
    }

    /**
     * Sends the assertion.
     *
     * @return a token whose lifetime is counted from before the request was sent
     * @throws MaskinportenException if no token came back
     */
    AccessToken exchange(Employer employer, String assertion) {
        Instant askedAt = clock.instant();
        OAuth2AccessToken token = send(employer, assertion);
        Duration lifetime = Duration.between(
                Objects.requireNonNull(token.getIssuedAt()), Objects.requireNonNull(token.getExpiresAt()));
        return new AccessToken(token.getTokenValue(), askedAt, askedAt.plus(lifetime));
    }

    private OAuth2AccessToken send(Employer employer, String assertion) {
        // The type requires a parsed JWT, but only the text is sent.
        Jwt jwt = Jwt.withTokenValue(assertion)
                .header("alg", "RS256")
                .issuer(registration.getClientId())
                .build();
        try {
            return client.getTokenResponse(new JwtBearerGrantRequest(registration, jwt))
                    .getAccessToken();
        } catch (UnusableAnswerException e) {
            TokenAnswer answer = e.answer();
            throw answer != null
                    ? errors.refused(employer, answer)
                    : errors.unreadable(employer, String.valueOf(e.getMessage()));
        } catch (OAuth2AuthorizationException e) {
            IOException io = ioCause(e);
            throw io != null ? errors.unreachable(employer, io) : errors.unreadable(employer, "it is empty");
        } catch (InvalidMediaTypeException e) {
            throw errors.unreadable(employer, "its content type is malformed");
        } catch (RuntimeException e) {
            // The answer has been checked above, so the HTTP client failed. Its message can quote the answer.
            throw errors.unreachable(employer, new IOException(e.getClass().getSimpleName()));
        }
    }

    private static @Nullable IOException ioCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return null;
    }
}
