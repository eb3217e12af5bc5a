package no.trekkpaalegg.test;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request line asks for, still encoded.
 *
 * @param path raw path
 * @param query raw query, or {@code null} if there is no question mark
 */
record Target(String path, @Nullable String query) {

    static Target of(Request request) {
        String url = request.getUrl();
        int mark = url.indexOf('?');
        return mark < 0 ? new Target(url, null) : new Target(url.substring(0, mark), url.substring(mark + 1));
    }
}
