package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How large and how deep a document may be before it is given up as unreadable, so that no answer can fill the memory. */
final class JsonLimits {
    /** An order is about 700 characters; a trekkid of any sensible length still fits. */
    static final int MAX_ELEMENT_CHARS = 2_000_000;
    /** One page is held in memory as a whole. */
    static final long MAX_PAGE_CHARS = 64L * 1024 * 1024;

    /** Small elements take far more memory than characters. A page that was asked to be larger may be. */
    static final long MAX_PAGE_ELEMENTS = 100_000;

    private static final int MAX_NESTING = 100;

    private JsonLimits() {}

    /** For an element: a field that is there twice is an error. */
    static JsonFactory orderJsonFactory() {
        return builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(MAX_ELEMENT_CHARS)
                        .build())
                .build();
    }

    /** For an error answer, whose length its reader limits. */
    static JsonFactory errorJsonFactory() {
        return builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
    }

    /** For finding the elements of an answer: a name or number that is too long is a fault of its element alone. */
    static JsonFactory elementFindingJsonFactory() {
        return builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(MAX_ELEMENT_CHARS)
                        .maxNameLength(MAX_ELEMENT_CHARS)
                        .maxNumberLength(MAX_ELEMENT_CHARS)
                        .build())
                .build();
    }

    /** Without the memory of names that Jackson keeps for the life of the process: others could fill it. */
    private static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }
}
