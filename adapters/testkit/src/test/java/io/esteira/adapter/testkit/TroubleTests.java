package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.doctor.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same trouble comes wrapped differently by each library. */
class TroubleTests {

    static Stream<Arguments> failures() {
        Exception unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        return Stream.of(
                Arguments.of(new UnknownHostException("h"), Verdict.MISSING, "No host of this name"),
                Arguments.of(unresolved, Verdict.MISSING, "No host of this name"),
                Arguments.of(new ConnectException("refused"), Verdict.MISSING, "Nothing listens"),
                Arguments.of(
                        new SQLException("no", new ConnectException("refused")), Verdict.MISSING, "Nothing listens"),
                Arguments.of(new SocketTimeoutException(), Verdict.MISSING, "No answer from"),
                Arguments.of(new HttpTimeoutException("late"), Verdict.MISSING, "No answer from"),
                Arguments.of(new HttpConnectTimeoutException("late"), Verdict.MISSING, "No answer from"),
                Arguments.of(new NoRouteToHostException(), Verdict.MISSING, "No answer from"),
                Arguments.of(new SSLHandshakeException("PKIX path"), Verdict.WRONG, "The certificate of"),
                Arguments.of(
                        new IOException("no", new CertificateException("No name matching h found")),
                        Verdict.WRONG,
                        "The certificate of"),
                Arguments.of(
                        new SSLException("Unsupported or unrecognized SSL message"),
                        Verdict.WRONG,
                        "The port of https://h:1/x does not speak TLS"),
                Arguments.of(
                        new SQLException("no", new SSLException("Unsupported or unrecognized SSL message")),
                        Verdict.WRONG,
                        "The port of https://h:1/x does not speak TLS"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void troubleIsOneSentenceWithoutTheLogin(Exception failure, Verdict verdict, String sentence) {
        // when
        Finding finding = Trouble.of("connection", "https://user:s3cr3t@h:1/x?password=s3cr3t", failure)
                .orElseThrow();

        // then
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.sentence()).startsWith(sentence).contains("https://h:1/x");
        assertThat(finding.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void whatIsNoTroubleOfTheNetworkIsSomebodyElses() {
        assertThat(Trouble.of("connection", "https://h", new IOException("closed")))
                .isEmpty();
    }
}
