package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** Limits of the size and depth of a document, so that an answer cannot fill the memory. A document above a limit is unreadable. */
final class JsonLimits {
    /** An element that is too long is skipped up to this limit. If it does not end there, the answer is malformed. */
    static final int MAX_SKIPPED_CHARS = 4_000_000;

    /** Limit of the answer with all current orders of an employer, which is not held in memory. */
    static final long MAX_ALL_CHARS = 1L << 30;

    /** Limit of a page, which is held in memory as a whole. An order has about 700 characters. */
    private static final long PAGE_CHARS_PER_ORDER = 2000;

    private static final long LEAST_MAX_PAGE_CHARS = 4_000_000;
    private static final long LARGEST_MAX_PAGE_CHARS = 64_000_000;

    /** Small elements need far more memory than they have characters. */
    private static final long LEAST_MAX_PAGE_ELEMENTS = 10_000;

    private static final int MAX_NESTING = 100;

    private JsonLimits() {}

    /** Longest page for this number of requested orders, in characters. */
    static long maxPageChars(int limit) {
        return Math.min(Math.max(limit * PAGE_CHARS_PER_ORDER, LEAST_MAX_PAGE_CHARS), LARGEST_MAX_PAGE_CHARS);
    }

    /** Largest number of elements in a page for this number of requested orders. */
    static long maxPageElements(int limit) {
        return Math.max(limit, LEAST_MAX_PAGE_ELEMENTS);
    }

    /** For an element. A field that appears twice is an error. */
    static JsonFactory orderJsonFactory() {
        return builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(MAX_SKIPPED_CHARS)
                        .build())
                .build();
    }

    /** For an error answer. Its reader limits the length. */
    static JsonFactory errorJsonFactory() {
        return builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
    }

    /** For finding the elements of an answer. A name or number that is too long makes only its element malformed. */
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

    /** Without Jackson's cache of names, which lasts as long as the process and which answers could fill. */
    private static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }
}
