package io.esteira.delivery;

import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A hub whose ERP takes losses through a service of their own. */
abstract class LossesOnDatabase extends DeliveriesOnDatabase {

    @BeforeEach
    void erpTakesLossesApart() {
        erp.lossesApart = true;
    }

    UUID postWithLosses(String order) {
        return post(Draft.of(company.code(), order, "10").scrap("02", "1.5").scrap("07", "2"));
    }

    List<String> executed() {
        return erp.ledger.stream()
                .map(row -> row.order().loss() == null
                        ? "posting good %s scrap %s"
                                .formatted(
                                        plain(row.order().good()),
                                        plain(row.order().scrap()))
                        : "loss %s %s"
                                .formatted(
                                        row.order().loss().reason(),
                                        plain(row.order().loss().quantity())))
                .toList();
    }

    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    UUID loss(long order) {
        return factory.jdbc()
                .sql("select public_id from hub.delivery where order_id = ? and loss_reason = '02'")
                .param(order)
                .query(UUID.class)
                .single();
    }

    void see(String key, String reference) {
        merging().merge(company, "protheus", NOW, Merging.row(key, "1", 10, TODAY, "10", "0", reference, false));
    }

    boolean inErp(long order) {
        return factory.jdbc()
                .sql("select bool_and(in_erp) from hub.posting where order_id = ?")
                .param(order)
                .query(Boolean.class)
                .single();
    }
}
