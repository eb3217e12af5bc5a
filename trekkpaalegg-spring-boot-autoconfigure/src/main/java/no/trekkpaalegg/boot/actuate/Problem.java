package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request to the endpoint was not carried out.
 *
 * @param problem the reason and what to do, without personal data
 * @param allowed what may be given instead; possibly empty
 */
record Problem(String problem, List<String> allowed) implements OperationResponseBody {}
