package no.trekkpaalegg.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** Shows Jackson and JOSE wherever a type can, for {@link ArchitectureRules} to find. */
public class Offender extends ObjectMapper {
    private static final long serialVersionUID = 1;

    protected transient JsonNode field;
    private transient JsonNode hidden;

    public void parameter(JWK key) {}

    public JsonNode result() {
        return hidden;
    }

    public List<? extends JsonNode> generic() {
        return List.of();
    }

    public void exception() throws JsonProcessingException {}

    void packagePrivate(JWK key) {}
}
