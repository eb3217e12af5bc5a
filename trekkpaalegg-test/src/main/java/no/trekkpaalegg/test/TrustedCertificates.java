package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The enterprise certificates the client may sign with, sent as a chain in {@code x5c}. Safe for use by many threads. */
final class TrustedCertificates {
    private final Set<X509Certificate> certificates = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    TrustedCertificates(Clock clock) {
        this.clock = clock;
    }

    void add(X509Certificate certificate) {
        certificates.add(certificate);
    }

    void clear() {
        certificates.clear();
    }

    /** @throws MaskinportenRefusal if the certificate is unknown, outside its time, or its chain is not whole */
    RSAPublicKey publicKeyFor(JWSHeader header) {
        List<X509Certificate> chain = chainIn(header);
        X509Certificate own = chain.get(0);
        if (!certificates.contains(own) || !(own.getPublicKey() instanceof RSAPublicKey publicKey)) {
            throw invalidGrant("MP-120", "the JWT is signed with an unknown certificate");
        }
        checkTime(own);
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate issuer = chain.get(Math.min(i + 1, chain.size() - 1));
            checkIssuedBy(chain.get(i), issuer);
        }
        return publicKey;
    }

    private void checkTime(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateException e) {
            throw invalidGrant("MP-122", "the certificate has expired or is not valid yet");
        }
    }

    /** The last certificate must have issued itself: otherwise the chain lacks its upper part. */
    private static void checkIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw invalidGrant("MP-123", "x5c does not hold the full certificate chain");
        }
    }

    private static List<X509Certificate> chainIn(JWSHeader header) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Base64 encoded : header.getX509CertChain()) {
                ByteArrayInputStream der = new ByteArrayInputStream(encoded.decode());
                chain.add((X509Certificate) factory.generateCertificate(der));
            }
        } catch (CertificateException e) {
            throw invalidGrant("MP-120", "x5c cannot be read");
        }
        if (chain.isEmpty()) {
            throw invalidGrant("MP-120", "x5c holds no certificate");
        }
        return chain;
    }
}
