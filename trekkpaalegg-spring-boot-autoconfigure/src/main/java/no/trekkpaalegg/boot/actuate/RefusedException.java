package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** A request to the endpoint is refused; the message is the answer and has no personal data. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;

    private final int status;
    private final List<String> allowed;

    private RefusedException(int status, String problem, List<String> allowed) {
        super(problem);
        this.status = status;
        this.allowed = List.copyOf(allowed);
    }

    /** The request is wrong, and this would be right. */
    static RefusedException badRequest(String problem, List<String> allowed) {
        return new RefusedException(WebEndpointResponse.STATUS_BAD_REQUEST, problem, allowed);
    }

    /** The request is wrong. */
    static RefusedException badRequest(String problem) {
        return badRequest(problem, List.of());
    }

    static RefusedException notFound(String problem) {
        return new RefusedException(WebEndpointResponse.STATUS_NOT_FOUND, problem, List.of());
    }

    /** Another request is in the way. */
    static RefusedException busy(String problem) {
        return new RefusedException(CONFLICT, problem, List.of());
    }

    /** The request may be right, but cannot be carried out now. */
    static RefusedException unavailable(String problem) {
        return new RefusedException(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, problem, List.of());
    }

    WebEndpointResponse<Problem> answer() {
        return new WebEndpointResponse<>(new Problem(String.valueOf(getMessage()), allowed), status);
    }
}
