package no.trekkpaalegg.client;

import java.net.URI;

/** The environments of the authority and of Maskinporten (contract section 1). */
public enum ApiEnvironment {
    /** For tests. It can be down outside office hours. */
    TEST("https://api-test.sits.no", "https://test.maskinporten.no/", "https://test.maskinporten.no/token"),
    /** Real orders. */
    PRODUCTION("https://api.skatteetaten.no", "https://maskinporten.no/", "https://maskinporten.no/token");

    private final URI baseUrl;
    private final String issuer;
    private final URI tokenUri;

    ApiEnvironment(String baseUrl, String issuer, String tokenUri) {
        this.baseUrl = URI.create(baseUrl);
        this.issuer = issuer;
        this.tokenUri = URI.create(tokenUri);
    }

    public URI baseUrl() {
        return baseUrl;
    }

    public String issuer() {
        return issuer;
    }

    public URI tokenUri() {
        return tokenUri;
    }
}
