package no.trekkpaalegg.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in a text what must never be shown: a number of eleven digits (person or account), a token or an assertion, a part of a private
 * key. Errs on the side of finding too much: only what cannot be such a number, such as part of a UUID, is let pass. Safe for use by many threads.
 */
public final class ForbiddenText {
    private static final int ELEVEN = 11;
    private static final int SHORTEST_OPAQUE = 40;
    private static final int SHORTEST_HEX = 16;
    private static final int LONGEST_EXCERPT = 80;

    /** And addresses, which the JVM gives to classes made at run time. */
    private static final Pattern UUID_OR_ADDRESS =
            Pattern.compile("\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b|\\b0x\\p{XDigit}{16}\\b");

    private static final Pattern ELEVEN_DIGITS = Pattern.compile("(?<!\\d)\\d{11}(?!\\d)");
    /** As people write identity numbers; only with the month of a synthetic person, because two numbers side by side are common. */
    private static final Pattern SEPARATED =
            Pattern.compile("(?<!\\d)[0-7]\\d(?:8[1-9]|9[0-2])\\d{2}[ -]\\d{5}(?!\\d)");
    /** A character that is written as digits would hide a number that stands beside it. */
    private static final Pattern ESCAPED = Pattern.compile("%\\p{XDigit}{2}|\\\\u\\p{XDigit}{4}");

    private static final Pattern NANOSECONDS = Pattern.compile("\\s?n(?:s\\b|anos).*", Pattern.DOTALL);
    /** Not the end of {@code Key} in a name such as MapKeyJoinColumn, which Hibernate logs. */
    private static final Pattern JWT = Pattern.compile("(?<!K)eyJ[\\w-]{8,}");

    private static final Pattern PEM =
            Pattern.compile("BEGIN [A-Z ]*PRIVATE KEY-----(?:\\s|\\\\[rn])*[A-Za-z0-9+/]{8}");
    private static final Pattern JWK = Pattern.compile("\\\\?\"(?:d|p|q|dp|dq|qi|k)\\\\?\"\\s*:\\s*\\\\?\"[\\w-]{8,}");
    private static final Pattern OPAQUE = Pattern.compile("[\\w-]{" + SHORTEST_OPAQUE + ",}");
    private static final Pattern MASKED_IN_EXCERPT = Pattern.compile("[\\w-]{32,}|\\d{4,}");

    /** @param at where it begins in the text */
    private record Hit(String kind, int at) {}

    private final List<String> always;
    private final List<String> forNow = new CopyOnWriteArrayList<>();

    /** @param exact texts that are forbidden wherever they stand, also as part of something longer */
    public ForbiddenText(Collection<String> exact) {
        this.always = List.copyOf(exact);
    }

    /** Forbids one more text. */
    void forbid(String exact) {
        forNow.add(exact);
    }

    /** Allows what {@link #forbid} has forbidden. */
    void allowAgain() {
        forNow.clear();
    }

    /**
     * What is wrong with the text.
     *
     * @return empty if nothing is; otherwise the kind of secret, and what stands before it, masked
     */
    public Optional<String> in(String text) {
        return isSuspicious(text) ? hit(text).map(hit -> describe(text, hit)) : Optional.empty();
    }

    /** Most lines have nothing that could be a secret, and there are millions of them. */
    private boolean isSuspicious(String text) {
        int digits = 0;
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && digits == 6 && (c == ' ' || c == '-')) {
                return true;
            }
            digits = digit ? digits + 1 : 0;
            word = digit || isWord(c) ? word + 1 : 0;
            if (digits == ELEVEN || word == SHORTEST_OPAQUE) {
                return true;
            }
        }
        return text.contains("eyJ")
                || text.contains("PRIVATE KEY")
                || text.contains("\"d")
                || exactly(text).isPresent();
    }

    private Optional<Hit> hit(String text) {
        return exactly(text)
                .or(() -> first(JWT, text, "a JWT"))
                .or(() -> first(PEM, text, "a private key"))
                .or(() -> first(JWK, text, "a part of a private key"))
                .or(() -> elevenDigits(text))
                .or(() -> ESCAPED.matcher(text).find()
                        ? elevenDigits(withoutEscapes(withoutUuids(text)))
                        : Optional.empty())
                .or(() -> opaque(text));
    }

    private Optional<Hit> exactly(String text) {
        return Stream.concat(always.stream(), forNow.stream())
                .filter(text::contains)
                .map(secret -> new Hit("a known secret", text.indexOf(secret)))
                .findFirst();
    }

    private static Optional<Hit> first(Pattern pattern, String text, String kind) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(new Hit(kind, matcher.start())) : Optional.empty();
    }

    private static Optional<Hit> elevenDigits(String text) {
        String clean = withoutUuids(text);
        return ELEVEN_DIGITS
                .matcher(clean)
                .results()
                .filter(number -> !isFraction(clean, number.start()))
                .filter(number -> !isHexadecimal(clean, number.start(), number.end()))
                .filter(number -> !NANOSECONDS
                        .matcher(clean.substring(number.end(), Math.min(clean.length(), number.end() + 8)))
                        .matches())
                .findFirst()
                .map(number -> new Hit("an eleven-digit number", number.start()))
                .or(() -> first(SEPARATED, clean, "an eleven-digit number"));
    }

    private static String withoutUuids(String text) {
        return UUID_OR_ADDRESS
                .matcher(text)
                .replaceAll(uuid -> "-".repeat(uuid.group().length()));
    }

    private static boolean isFraction(String text, int start) {
        return start > 1 && text.charAt(start - 1) == '.' && Character.isDigit(text.charAt(start - 2));
    }

    /** Digests and ids: long words of hexadecimal digits that have letters too. */
    private static boolean isHexadecimal(String text, int start, int end) {
        int from = start;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        String word = text.substring(from, to);
        return word.length() >= SHORTEST_HEX
                && word.length() > end - start
                && word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String withoutEscapes(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escape -> " ".repeat(escape.group().length()));
    }

    private static Optional<Hit> opaque(String text) {
        return OPAQUE.matcher(text)
                .results()
                .filter(word -> isRandom(word.group()))
                .findFirst()
                .map(word -> new Hit("a long opaque string", word.start()));
    }

    /** Names are words, digests have one sort of letters: what is random has all sorts of characters, and changes between them often. */
    private static boolean isRandom(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            if (Character.getType(word.charAt(i)) != Character.getType(word.charAt(i - 1))) {
                changes++;
            }
        }
        return changes * 10 >= word.length() * 3
                && word.chars().filter(Character::isDigit).count() * 20 >= word.length()
                && word.chars().filter(Character::isUpperCase).count() * 10 >= word.length()
                && word.chars().filter(Character::isLowerCase).count() * 10 >= word.length();
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }

    private static String describe(String text, Hit hit) {
        String before = text.substring(Math.max(0, hit.at() - LONGEST_EXCERPT), hit.at());
        return hit.kind() + " after '" + MASKED_IN_EXCERPT.matcher(before).replaceAll("***") + "'";
    }
}
