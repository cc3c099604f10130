package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.ItemChange.Kind;
import io.esteira.adapter.canonical.ItemExcerptChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.CanonicalWriter;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Companies;
import io.esteira.support.HubTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a source tells of an item in part leaves the rest as it is known. */
class ItemExcerptsTests extends HubTest {

    private static final String SOURCE = "excerpts-test";

    @Autowired
    private CanonicalWriter writer;

    @Autowired
    private Companies companies;

    @Autowired
    private TransactionTemplate transaction;

    private void write(CanonicalChange change) {
        transaction.executeWithoutResult(status -> assertThat(writer.write(
                        companies.get("LATICINIO"),
                        SOURCE,
                        List.of(new MergeBatch.Entry(1, Instant.now(), false, change))))
                .isEmpty());
    }

    private Map<String, @Nullable Object> row(String code) {
        return jdbc.sql("select * from hub.item where code = ?")
                .param(code)
                .query()
                .singleRow();
    }

    @Test
    void nameAndUnitStayAsTheyAreKnown() {
        // given
        Ref ref = new Ref("IX0001");
        write(new ItemChange(ref, ref.key(), "Queijo prato", Kind.MATERIAL, null, null, null, "KG", true));

        // when
        write(new ItemExcerptChange(ref, ref.key(), Kind.PRODUCT, false));

        // then
        assertThat(row("IX0001"))
                .containsEntry("description", "Queijo prato")
                .containsEntry("unit", "KG")
                .containsEntry("kind", "PRODUCT")
                .containsEntry("active", false);
    }

    @Test
    void aNewItemIsCalledByItsCode() {
        write(new ItemExcerptChange(new Ref("IX0002"), "IX0002", Kind.COMPONENT, true));

        assertThat(row("IX0002")).containsEntry("description", "IX0002").containsEntry("unit", null);
    }
}
