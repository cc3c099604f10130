package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients keep and send back: a place in a list, how far a copy has come, an id. */
class CursorTest {

    private static final Order ORDER =
            order("Item", key("code", Kind.STRING, false), key("weight", Kind.DECIMAL, true));

    private static Order.Key key(String name, Kind kind, boolean nullable) {
        return new Order.Key(new Attribute.Column(name, "T", kind, nullable, "{t}." + name, null), false);
    }

    private static Order order(String signature, Order.Key... keys) {
        return new Order(signature, List.of(keys), true, false);
    }

    private static String sent(@Nullable String... values) {
        return new String(Cursor.text("Item", Arrays.asList(values)), StandardCharsets.US_ASCII);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(Object cursor, String message) {
        assertThatThrownBy(() -> Cursor.parse(cursor, ORDER))
                .isInstanceOf(ReadRefused.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPlaceIsFoundAgain() {
        Cursor cursor = Cursor.parse(sent("Peça 1", "1.50", "77"), ORDER);

        assertThat(cursor).isEqualTo(new Cursor(List.of("Peça 1", new BigDecimal("1.50")), 77));
        assertThat(cursor.nulls()).containsExactly(false, false);
        assertThat(Cursor.parse(sent("Peça 1", null, "77"), ORDER).nulls()).containsExactly(false, true);
    }

    @Test
    void aPlaceOfAnotherListOrOrderIsRefused() {
        assertThatThrownBy(() -> Cursor.parse(sent("1", "1", "7"), order("ItemX", key("code", Kind.STRING, false))))
                .hasMessageContaining("another list or another order");
    }

    @Test
    void aPlaceWithAValueTooManyOrTooFewIsRefused() {
        refused(sent("1", "2"), "malformed");
        refused(sent("1", "2", "3", "4"), "malformed");
        refused(sent("1", "2", null), "malformed");
    }

    @Test
    void aValueThatTheFieldCannotHaveIsRefused() {
        refused(sent(null, "2", "7"), "malformed");
        refused(sent("1", "heavy", "7"), "not one of this list");
        refused(sent("1", "2", "first"), "not one of this list");
        refused(sent("a\0b", "2", "7"), "cannot be stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "[\"Item\", 1, \"2\", \"7\"]", "\"Item\"", "[\"Item\""})
    void whatIsNoListOfTextsIsRefused(String json) {
        refused(encoded(json), "malformed");
    }

    @Test
    void anEndlessPlaceIsRefusedUnread() {
        // A list of 14,965 characters of text and 35 around it: 20,000 in base 64
        String longest = sent("x".repeat(20_000 * 3 / 4 - "[\"Item\",\"\",\"2\",\"7\"]".length()), "2", "7");

        assertThat(longest).hasSize(20_000);
        assertThat(Cursor.parse(longest, ORDER).id()).isEqualTo(7);
        refused(longest + "A", "malformed");
    }

    @Test
    void howFarACopyHasComeIsFoundAgain() {
        String greatest = "18446744073709551615";
        Position position = new Position(UUID.randomUUID().toString(), greatest, 5, 12);

        assertThat(Position.parse(position.text())).isEqualTo(position);
        assertThat(position.whole()).isFalse();
        assertThat(new Position("s", "1", 5, Position.WHOLE).whole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"s\",\"1\",\"2\"]",
                "[\"s\",\"1\",\"2\",\"3\",\"4\"]",
                "[\"s\",\"1\",\"2\",3]",
                "[\"s\",\"-1\",\"2\",\"3\"]",
                "[\"s\",\"1\",\"2\",\"all\"]",
                "null",
                "{"
            })
    void whatTellsNoPositionIsRefused(String json) {
        assertThatThrownBy(() -> Position.parse(encoded(json)))
                .isInstanceOf(ReadRefused.class)
                .hasMessageContaining("malformed");
    }

    @Test
    void anEndlessPositionIsRefusedUnread() {
        String longest = new Position("x".repeat(150 - "[\"\",\"1\",\"2\",\"3\"]".length()), "1", 2, 3).text();

        assertThat(longest).hasSize(200);
        assertThat(Position.parse(longest).copiedTo()).isEqualTo(3);
        assertThatThrownBy(() -> Position.parse(longest + "A")).isInstanceOf(ReadRefused.class);
    }

    @Test
    void anIdIsFoundAgain() {
        GlobalId id = new GlobalId("Item", UUID.randomUUID());

        assertThat(GlobalId.find(id.text())).contains(id);
        assertThat(GlobalId.find(encoded("I:" + id.publicId()))).contains(new GlobalId("I", id.publicId()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000001",
                ":00000000-0000-0000-0000-000000000001",
                "Item:1-1-1-1-1",
                "Item:00000000-0000-0000-0000-0000000000012",
                "Item:00000000-0000-0000-0000-00000000000g"
            })
    void whatIsNoIdIsNone(String plain) {
        assertThat(GlobalId.find(encoded(plain))).isEmpty();
        assertThat(GlobalId.find("%" + plain)).isEmpty();
    }
}
