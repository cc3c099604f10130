package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.testkit.AdapterContract;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Readers of inspections, and of what MRP mirrors, keep on the simulated plant what every polled adapter keeps. */
class PlantListsContractTests {

    private static final Set<String> NOTHING = Set.of();

    @TempDir
    static Path folder;

    private static ProtheusPlant site;

    @BeforeAll
    static void start() {
        site = new ProtheusPlant(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Nested
    class InspectionsOfTheList extends Contract {

        @Override
        protected List<? extends SourceReader> readers() {
            return List.of(new InspectionListReader(NOTHING, protheus), orders());
        }

        @Override
        protected Row addPoison() {
            return new Row(FakeProtheus.COMPANY, "inspections", poisonedInspection() + "/30");
        }
    }

    @Nested
    class InspectionsOfTheTable extends Contract {

        @Override
        protected List<? extends SourceReader> readers() {
            return List.of(new InspectionTableReader(NOTHING, protheus), orders());
        }

        @Override
        protected Row addPoison() {
            return new Row(FakeProtheus.COMPANY, "inspections", poisonedInspection());
        }
    }

    @Nested
    class WhatMrpMirrors extends Contract {

        @Override
        protected List<? extends SourceReader> readers() {
            return List.of(
                    mirror(MirrorList.PRODUCTS),
                    mirror(MirrorList.WORK_CENTRES),
                    mirror(MirrorList.ROUTINGS),
                    orders());
        }

        private SourceReader mirror(MirrorList list) {
            return new ListReader(list, Duration.ofHours(1), NOTHING, protheus);
        }

        @Override
        protected Row addPoison() {
            site.plant.faults().arm(Fault.once(FaultKind.F34).on("mrpproduct"));
            String first = site.tables
                    .sql("select rtrim(min(b1_cod)) from protheus.sb1t10")
                    .query(String.class)
                    .single();
            return new Row(FakeProtheus.COMPANY, "items", first);
        }
    }

    @Execution(ExecutionMode.SAME_THREAD)
    abstract static class Contract extends AdapterContract {

        final ProtheusConnection protheus =
                site.connection("retries", "0", "page-size", "7", "inspections.list-page-size", "2");

        @AfterEach
        void asBefore() {
            site.plant.faults().clear();
            int unused = site.tables
                    .sql(
                            "update protheus.qpkt10 set d_e_l_e_t_ = '*', r_e_c_d_e_l_ = r_e_c_n_o_ where qpk_lote = 'POISON'")
                    .update();
        }

        final SourceReader orders() {
            return new ListReader(OrderList.MRP, Duration.ofMinutes(15), NOTHING, protheus);
        }

        /** An inspection of less than nothing, of a product that is inspected after its last operation alone. */
        final String poisonedInspection() {
            return "QPK/" + site.tables.sql("""
                            insert into protheus.qpkt10 (qpk_filial, qpk_op, qpk_lote, qpk_numser, qpk_produt, qpk_revi, qpk_tamlot,
                              qpk_um, qpk_emissa, qpk_dtprod, qpk_client, qpk_loja, qpk_sitop)
                            select c2_filial, c2_op, 'POISON', '', c2_produto, '00', -1, c2_um, '', '', '', '', ''
                              from protheus.sc2t10 where c2_um = 'UN' and c2_filial = 'D MG 01' order by r_e_c_n_o_ limit 1
                            returning r_e_c_n_o_""").query(Long.class).single();
        }

        @Override
        protected List<? extends CanonicalMapper> mappers() {
            return ProtheusSamplesTests.mappers();
        }

        @Override
        protected Row rowWithLeadingZeros() {
            return new Row(FakeProtheus.COMPANY, "orders", "00012301001");
        }

        @Override
        protected void takeSourceAway() {
            site.plant.faults().arm(Fault.always(FaultKind.F10));
        }
    }
}
