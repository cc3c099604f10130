package io.esteira.documents;

import static io.esteira.documents.DocumentClient.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents refuse, and how. */
class DocumentRefusalsTest extends OverDocuments {

    @Test
    void othersSeeNothingOfIt() throws Exception {
        DocumentClient other = DocumentClient.of(port, "planner", "LATICINIO");

        assertThat(other.get(BY_STATUS + "&format=csv").body().lines()).hasSize(1);
        assertThat(other.get(OPEN + "&format=flat").body()).isEqualTo("[]");
        assertThat(other.get(STEPS).body()).contains("\"nodes\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders-by-status?today=2026-05-20&tody=1 | tody",
                "orders-by-status | today",
                "orders-by-status?today=20/05/2026 | today",
                "orders-by-status?today=2026-05-20&today=2026-05-21 | today",
                "orders-by-status?today=2026-05-20&where=company | where",
                "orders-by-status?today=2026-05-20&where=%7B%22company%22%3A%7B%22eq%22%3A1%7D%7D | where",
                "orders-by-status?today=2026-05-20&where=%7B%22nonsense%22%3A1%7D | where",
                "orders-by-status?today=2026-05-20&where=%7B%22and%22%3A%5B | where",
                "open-orders?first=ten | first",
                "open-orders?first=99999999999 | first",
                "open-orders?format=pdf | format",
                "open-orders?locale=xx | locale",
                "open-orders?timeZone=Nowhere/There | timeZone",
                "lead-times?company=EXEMPLO&by=NOTHING&from=2026-01-01&to=2026-02-01 | by"
            })
    void aWrongVariableIsNamed(String address, String variable) throws Exception {
        HttpResponse<String> answer = client.get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(json(answer).path("variable").asString()).isEqualTo(variable);
        assertThat(answer.body()).doesNotContain("graphql.", "Exception", "tools.jackson");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-such-document | 404 | UNKNOWN_DOCUMENT",
                "sha256:0 | 404 | UNKNOWN_DOCUMENT",
                "post-production | 405 | METHOD_NOT_ALLOWED",
                "watch-orders | 405 | METHOD_NOT_ALLOWED",
                "quarantined-records | 403 | FORBIDDEN",
                "open-orders?first=501 | 400 | PAGE_LIMIT",
                "open-orders?after=nonsense | 400 | BAD_USER_INPUT",
                "open-orders?company=a%00b | 400 | BAD_USER_INPUT",
                "orders-by-status?format=csv&rows=nothing&today=2026-05-20 | 400 | BAD_USER_INPUT"
            })
    void refusalsAreProblems(String address, int status, String code) throws Exception {
        HttpResponse<String> answer = client.get(address);

        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("<html", "Exception", "select ");
    }

    @Test
    void nothingIsAnsweredWithoutATokenOrInAnotherForm() throws Exception {
        HttpResponse<String> nobody = client.withoutToken().get(BY_STATUS);
        HttpResponse<String> page = client.get(BY_STATUS, "Accept", "text/html");
        HttpResponse<String> browser = client.get(BY_STATUS, "Accept", "text/html,application/xml;q=0.9,*/*;q=0.8");

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(json(nobody).path("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(page.statusCode()).isEqualTo(406);
        assertThat(json(page).path("code").asString()).isEqualTo("NOT_ACCEPTABLE");
        assertThat(browser.statusCode()).isEqualTo(200);
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        for (String method : Arrays.asList("POST", "PUT", "DELETE")) {
            HttpResponse<String> answer = client.send(method, BY_STATUS);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
            assertThat(json(answer).path("code").asString()).isEqualTo("METHOD_NOT_ALLOWED");
        }
        assertThat(client.send("HEAD", BY_STATUS).statusCode()).isEqualTo(200);
    }

    /** What Web.Contents sends, with RelativePath and Query. */
}
