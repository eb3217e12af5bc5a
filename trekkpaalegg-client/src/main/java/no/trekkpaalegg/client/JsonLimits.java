package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How large and how deep a document may be before it is given up as unreadable, so that no answer can fill the memory. */
final class JsonLimits {
    /** An element that is too long is skipped as far as this; one that does not end then is a fault of the answer. */
    static final int MAX_SKIPPED_CHARS = 4_000_000;

    /** The answer with all current orders of an employer is never held in memory, but it ends. */
    static final long MAX_ALL_CHARS = 1L << 30;

    /** One page is held in memory as a whole. An order is about 700 characters. */
    private static final long PAGE_CHARS_PER_ORDER = 2000;

    private static final long LEAST_MAX_PAGE_CHARS = 4_000_000;
    private static final long LARGEST_MAX_PAGE_CHARS = 64_000_000;

    /** Small elements take far more memory than characters. */
    private static final long LEAST_MAX_PAGE_ELEMENTS = 10_000;

    private static final int MAX_NESTING = 100;

    private JsonLimits() {}

    /** How long a page may be that so many orders were asked for. */
    static long maxPageChars(int limit) {
        return Math.min(Math.max(limit * PAGE_CHARS_PER_ORDER, LEAST_MAX_PAGE_CHARS), LARGEST_MAX_PAGE_CHARS);
    }

    /** How many elements a page may have that so many orders were asked for. */
    static long maxPageElements(int limit) {
        return Math.max(limit, LEAST_MAX_PAGE_ELEMENTS);
    }

    /** For an element: a field that is there twice is an error. */
    static JsonFactory orderJsonFactory() {
        return builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(MAX_SKIPPED_CHARS)
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
                        .maxStringLength(MAX_SKIPPED_CHARS)
                        .maxNameLength(MAX_SKIPPED_CHARS)
                        .maxNumberLength(MAX_SKIPPED_CHARS)
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
