package io.esteira.odata;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/** The address where a list goes on: the same request from the next row on. It is counted once, with the first page. */
final class NextLink {

    /** Options that say how much, and from where on. */
    static final Set<String> ANEW = Set.of("$skiptoken", "$top", "$count");

    private NextLink() {}

    /**
     * Makes the address.
     *
     * @param rest how many more rows the client wants; null for all
     */
    static URI of(ODataRequest request, String cursor, @Nullable Integer rest) {
        List<String> pairs = new ArrayList<>();
        String query = request.getRawQueryPath();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.isEmpty() && !ANEW.contains(name(pair))) {
                pairs.add(pair);
            }
        }
        if (rest != null) {
            pairs.add("$top=" + rest);
        }
        pairs.add("$skiptoken=" + Rows.encoded(cursor));
        return URI.create(request.getRawBaseUri() + request.getRawODataPath() + '?' + String.join("&", pairs));
    }

    private static String name(String pair) {
        int sign = pair.indexOf('=');
        return URLDecoder.decode(sign < 0 ? pair : pair.substring(0, sign), StandardCharsets.UTF_8);
    }
}
