package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small languages inside text fields. */
class ProtheusTextTests {

    @ParameterizedTest
    @CsvSource({
        "PRODUÃ‡ÃƒO,PRODUÇÃO",
        "cafÃ© com aÃ§Ãºcar,café com açúcar",
        "Ã\u0081GUA,ÁGUA",
        "25 Â°C – 3Âª,25 °C – 3ª",
        "â€œfresco â€” novoâ€\u009d,“fresco — novo”",
        "PRODUÇÃO,PRODUÇÃO",
        "MAÇÃ VERDE,MAÇÃ VERDE",
        "ÃNSIA,ÃNSIA"
    })
    void textEncodedTwiceIsMendedAndSoundTextLeftAlone(String came, String meant) {
        assertThat(Mojibake.repair(came)).isEqualTo(meant);
    }

    @Test
    void charactersThatNoDatabaseKeepsAreLeftOut() {
        assertThat(Mojibake.repair("A\0B")).isEqualTo("AB");
    }

    @ParameterizedTest
    @CsvSource({
        "#7K2M9QX4D turno da noite,turno da noite",
        "corrigido #7K2M9QX4D,corrigido",
    })
    void aReferenceIsFoundAndTheRestIsTheNote(String text, String note) {
        assertThat(ProtheusReference.find(text)).hasValue("7K2M9QX4D");
        assertThat(ProtheusReference.noteOf(text)).isEqualTo(note);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#7K2M9QX4", "#7K2M9QX4D1", "7K2M9QX4D", "#7K2M9QX4I", "OP#7K2M9QX4D"})
    void whatIsNotAReferenceIsNone(String text) {
        assertThat(ProtheusReference.find(text)).isEmpty();
    }

    @Test
    void aCommentHoldsTheReferenceFirstAndFitsTheField() {
        String note = "troca de molde às 14h – “pão de queijo” 😀 Łódź\r\n" + "x".repeat(60);

        String comment = ProtheusReference.comment("7K2M9QX4D", note, 60);

        assertThat(comment)
                .startsWith("#7K2M9QX4D troca de molde às 14h – “pão de queijo” ódz")
                .hasSize(60);
        assertThat(ProtheusJson.CP1252.newEncoder().canEncode(comment)).isTrue();
    }

    @Test
    void anOrderNumberKeepsZerosAndInnerBlanks() {
        assertThat(OrderNumber.of("000123", "01", "001", "   ")).isEqualTo("00012301001");
        assertThat(OrderNumber.of("A97169", "01", "001", "02")).isEqualTo("A971690100102");
        assertThat(OrderNumber.of("1234", "01", "001", "")).isEqualTo("1234  01001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02 12:00:00.5",
                "2026-03-02T12:00:00.500Z",
                "2026-03-02 12:00:00.500+00:00",
                " 2026-03-02T12:00:00.500 "
            })
    void aTimeStampIsUtcHoweverItIsWritten(String text) {
        assertThat(RowStamp.read(text)).hasValue(Instant.parse("2026-03-02T12:00:00.500Z"));
    }

    @Test
    void whatIsNoTimeStampIsNone() {
        assertThat(RowStamp.read("")).isEmpty();
        assertThat(RowStamp.read("NULL")).isEmpty();
    }
}
