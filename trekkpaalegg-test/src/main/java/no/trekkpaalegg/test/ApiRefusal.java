package no.trekkpaalegg.test;

/** The API answers with an error (contract section 1, "Errors"). */
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kode;
    private final String melding;

    ApiRefusal(int status, String kode, String melding) {
        super(melding);
        this.status = status;
        this.kode = kode;
        this.melding = melding;
    }

    static ApiRefusal invalidInput(String melding) {
        return new ApiRefusal(400, "KB-006", melding);
    }

    int status() {
        return status;
    }

    String kode() {
        return kode;
    }

    String melding() {
        return melding;
    }
}
