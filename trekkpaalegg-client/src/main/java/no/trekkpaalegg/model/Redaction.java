package no.trekkpaalegg.model;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from elsewhere (error answers, exceptions of listeners, received identifiers) fit for logs and databases: person and
 * account numbers, tokens, keys and long opaque strings are masked, characters that do not show are removed, the length is bounded.
 * UUIDs stay, because correlation ids must be readable.
 *
 * <p>Never throws, and the time it takes does not grow with the text. Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class Redaction {
    static final String MASK = "***";

    private static final int MAX_LENGTH = 500;
    /** Our own digests, the longest identifiers in use, are 71 characters long. */
    private static final int MAX_IDENTIFIER_LENGTH = 80;
    /** No more of a text is looked at. Bounds the work: normalisation takes quadratic time for some texts. */
    private static final int MAX_READ = 4096;

    /** The patterns repeat single characters only, and possessively: other repetitions take stack or time that grows with the text. */
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN |BEGIN [A-Z0-9 ]{1,64}+-----");

    private static final Pattern END = Pattern.compile("END [A-Z0-9 ]{1,64}+-----");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-][\\w.-]*+");

    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)(\\bbearer[\\s\"':=]{1,4}+|(?:token|assertion|secret|password)[\"']?+[=:][\\s\"']{0,3}+)"
                    + "([\\w+/=.~-]{8,}+)");
    /** In base64 of both kinds, and the words in it. */
    private static final List<Pattern> OPAQUE =
            List.of(Pattern.compile("[A-Za-z0-9+/_=-]{32,}+"), Pattern.compile("[A-Za-z0-9_-]{32,}+"));

    private static final int ALWAYS_OPAQUE = 64;
    /** A digest of ours is no secret. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private static final String DIGEST_PREFIX = "sha256:";

    private static final Pattern HALF_A_SECRET = Pattern.compile("[A-Za-z0-9+/_=.~%&;#\\\\-]++$");

    private Redaction() {}

    /**
     * The text with what must not be shown masked.
     *
     * @return at most 500 characters; {@code null} for {@code null}
     */
    public static @Nullable String redact(@Nullable String text) {
        return text == null ? null : masked(text, MAX_LENGTH);
    }

    /**
     * The same for a received identifier or code, such as {@code trekkid} and {@code trekkstatus}, which should be short and may be
     * anything.
     *
     * @return at most 80 characters
     */
    public static String identifier(String received) {
        return masked(received, MAX_IDENTIFIER_LENGTH);
    }

    private static String masked(String text, int maxLength) {
        String visible = visible(text.length() > MAX_READ ? text.substring(0, MAX_READ) : text);
        boolean cut = text.length() > MAX_READ || visible.length() > MAX_READ;
        String whole = cut ? withoutHalfASecret(visible.substring(0, Math.min(visible.length(), MAX_READ))) : visible;
        String clean = withoutSecrets(whole);
        return cut || clean.length() > maxLength ? cutOff(clean, maxLength) : clean;
    }

    /** Without what would hide a number from the patterns, or a line from its reader: direction marks, line separators, look-alikes. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.FORMAT -> {}
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                    if (visible.isEmpty() || visible.charAt(visible.length() - 1) != ' ') {
                        visible.append(' ');
                    }
                }
                case Character.SURROGATE -> visible.append('\uFFFD');
                default -> visible.appendCodePoint(character);
            }
        });
        return visible.toString().strip();
    }

    /** A secret that was cut in two no longer looks like one, so the last word goes, and numbers before it that it may belong to. */
    private static String withoutHalfASecret(String text) {
        Matcher lastWord = HALF_A_SECRET.matcher(text);
        int end = lastWord.find() ? lastWord.start() : text.length();
        int next = end;
        while (next > 0) {
            while (next > 0 && !Character.isLetterOrDigit(text.charAt(next - 1))) {
                next--;
            }
            if (next == 0 || !Character.isDigit(text.charAt(next - 1))) {
                break;
            }
            while (next > 0 && Character.isDigit(text.charAt(next - 1))) {
                next--;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    /** A block without an end goes on to the end of the text. */
    private static String withoutPem(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        int from = 0;
        while (from < text.length() && begin.find(from)) {
            masked.append(text, from, begin.start()).append(MASK);
            from = end.find(begin.end()) ? end.end() : text.length();
        }
        return from == 0 ? text : masked.append(text, from, text.length()).toString();
    }

    private static String withoutCredentials(String text) {
        return CREDENTIAL
                .matcher(JWT.matcher(text).replaceAll(MASK))
                .replaceAll(found ->
                        Matcher.quoteReplacement(hasDigit(found.group(2)) ? found.group(1) + MASK : found.group()));
    }

    private static String withoutOpaque(String text) {
        String masked = text;
        for (Pattern opaque : OPAQUE) {
            String before = masked;
            masked = opaque.matcher(before).replaceAll(found -> isOpaque(before, found) ? MASK : found.group());
        }
        return masked;
    }

    private static boolean isOpaque(String text, MatchResult found) {
        String word = found.group();
        boolean digest = DIGEST.matcher(word).matches()
                && text.startsWith(DIGEST_PREFIX, found.start() - DIGEST_PREFIX.length());
        return !digest && (word.length() >= ALWAYS_OPAQUE || isRandom(word));
    }

    /** Names are words and digests have one sort of letters; what is random has all sorts of characters and changes between them often. */
    private static boolean isRandom(String word) {
        int changes = 0;
        int digits = 0;
        int upper = 0;
        int lower = 0;
        for (int at = 0; at < word.length(); at++) {
            char character = word.charAt(at);
            changes += at > 0 && Character.getType(character) != Character.getType(word.charAt(at - 1)) ? 1 : 0;
            digits += Character.isDigit(character) ? 1 : 0;
            upper += Character.isUpperCase(character) ? 1 : 0;
            lower += Character.isLowerCase(character) ? 1 : 0;
        }
        int length = word.length();
        return changes * 10 >= length * 3 && digits * 20 >= length && upper * 10 >= length && lower * 10 >= length;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** Words are looked at twice: without its digits a word may be another one. */
    private static String withoutSecrets(String text) {
        return withoutOpaque(PersonNumbers.mask(withoutOpaque(withoutCredentials(withoutPem(text)))));
    }

    /** Looked at once more, because half a UUID or half a longer number may look like a person number. */
    private static String cutOff(String text, int maxLength) {
        int end = Math.min(text.length(), maxLength - 1);
        boolean splitsPair = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return withoutSecrets(text.substring(0, splitsPair ? end - 1 : end)) + "…";
    }
}
