package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the simulated plant with each of its capabilities switched off. */
class ProtheusDoctorTests extends DoctorOnPlant {

    @Test
    void aProtheusInOrderIsUsableAndNothingIsWritten() {
        // given
        int ledger = plant.ledger().after(0).size();

        // when
        Diagnosis diagnosis = diagnose();

        // then
        assertThat(diagnosis.isUsable()).as(diagnosis.toString()).isTrue();
        assertThat(finding(diagnosis, "SC2").rows()).isPositive();
        assertThat(finding(diagnosis, "SC2").took()).isPositive();
        assertThat(finding(diagnosis, "tenant").sentencePt()).contains("é a empresa LATICINIO");
        assertThat(finding(diagnosis, "S_T_A_M_P_").verdict()).isEqualTo(Verdict.OK);
        assertThat(finding(diagnosis, "/ProductionAppointment/v1/mata681").verdict())
                .isEqualTo(Verdict.OK);
        assertThat(diagnosis.settings())
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_ROWSTAMP", "ON")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_COMPANIES_0_TENANT", "T1,D MG 01")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_PASSWORD", "***");
        assertThat(plant.ledger().after(0)).hasSize(ledger);
    }

    @ParameterizedTest
    @CsvSource({
        "F05, json, genericQuery, genericQuery, MISSING",
        "F05, html, genericQuery, genericQuery, MISSING",
        "F04, json, genericQuery, genericQuery, FORBIDDEN",
        "F04, html, genericQuery, genericQuery, FORBIDDEN",
        "F03, '', genericQuery, genericQuery, FORBIDDEN",
        "F06, 200, genericQuery, genericQuery, WRONG",
        "F08, json, genericQuery, genericQuery, UNKNOWN",
        "F22, 403, genericQuery, genericQuery, FORBIDDEN",
        "F22, 400, genericQuery, genericQuery, WRONG",
        "F22, default, genericQuery, tenant, WRONG",
        "F21, '', genericQuery, tenant, WRONG",
        "F05, json, mata681, /ProductionAppointment/v1/mata681, MISSING",
        "F04, json, mata681, /ProductionAppointment/v1/mata681, FORBIDDEN",
        "F02, 400, token, login, FORBIDDEN",
        "F02, 409, token, login, FORBIDDEN"
    })
    void whatIsSwitchedOffIsNamedAndNothingElse(
            FaultKind kind, String variant, String endpoint, String subject, Verdict verdict) {
        // given
        plant.faults().arm(Fault.always(kind).on(endpoint).as(variant));

        // when
        Finding finding = only(diagnose());

        // then
        assertThat(finding.subject()).isEqualTo(subject);
        assertThat(finding.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"h6_op, SH6", "h6_observa, SH6", "c2_num, SC2", "b1_cod, SB1", "g2_operac, SG2", "hb_cod, SHB"})
    void aFieldThatIsWithheldIsNamedWithItsTable(String field, String table) {
        // given
        plant.faults().arm(Fault.always(FaultKind.F19).on("genericQuery").as(field));

        // when
        Finding finding = only(diagnose());

        // then
        assertThat(finding.subject()).isEqualTo(table);
        assertThat(finding.verdict()).isEqualTo(Verdict.FORBIDDEN);
        assertThat(finding.sentence()).containsIgnoringCase(field);
    }

    @Test
    void withoutRowStampsAllIsUsableAndTheDoctorSaysSo() {
        // given
        plant.setParameter("STAMP", "0");

        // when
        Diagnosis diagnosis = diagnose();

        // then
        assertThat(diagnosis.isUsable()).isTrue();
        assertThat(finding(diagnosis, "S_T_A_M_P_").verdict()).isEqualTo(Verdict.INFO);
        assertThat(finding(diagnosis, "S_T_A_M_P_").sentence()).contains("UseRowStamp");
    }

    @Test
    void f37AModuleThatIsOffIsACapabilityThatIsOffAndNoHindrance() {
        // given
        Diagnosis on = diagnose();
        plant.faults().arm(Fault.always(FaultKind.F37).on("pendinglist"));

        // when
        Diagnosis off = diagnose();

        // then
        assertThat(finding(on, "QIP").verdict()).isEqualTo(Verdict.OK);
        assertThat(finding(off, "QIP").verdict()).isEqualTo(Verdict.INFO);
        assertThat(finding(off, "QIP").sentencePt()).contains("não está implantado (405)");
        assertThat(off.isUsable()).isTrue();
    }

    @Test
    void whereInspectionsAreReadAModuleThatIsOffIsAHindrance() {
        // given
        Diagnosis on = diagnose("inspections.enabled", "true");
        plant.faults().arm(Fault.always(FaultKind.F37).on("pendinglist"));

        // when
        Diagnosis off = diagnose("inspections.enabled", "true");

        // then
        assertThat(on.isUsable()).as(on.toString()).isTrue();
        assertThat(on.settings())
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_ENABLED", "true")
                .doesNotContainKey("ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_WITHLABORATORY");
        assertThat(only(off).subject()).isEqualTo("QIP");
        assertThat(only(off).verdict()).isEqualTo(Verdict.MISSING);
        assertThat(off.settings()).doesNotContainKey("ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_FROM");
    }

    @Test
    void anOlderReleaseOfQipIsFoundOut() {
        // given
        plant.setParameter("QIP_LABORATORY", "0");

        // when
        Diagnosis diagnosis = diagnose("inspections.enabled", "true");

        // then
        assertThat(diagnosis.isUsable()).as(diagnosis.toString()).isTrue();
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_WITHLABORATORY", "false");
        plant.setParameter("QIP_LABORATORY", "1");
    }

    @Test
    void whereQipIsNotPublishedItsTableIsSuggested() {
        // given
        plant.faults().arm(Fault.always(FaultKind.F05).on("pendinglist"));

        // when
        Diagnosis diagnosis = diagnose("inspections.enabled", "true");

        // then
        assertThat(only(diagnosis).subject()).isEqualTo("QIP");
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_FROM", "GENERIC_QUERY");
        Diagnosis tables = diagnose("inspections.enabled", "true", "inspections.from", "genericQuery");
        assertThat(tables.isUsable()).as(tables.toString()).isTrue();
        assertThat(finding(tables, "QPM").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whereTablesOfItemsAndRoutingsAreClosedTheMirrorOfMrpIsSuggested() {
        // given
        plant.faults().arm(Fault.always(FaultKind.F05).on("genericQuery"));

        // when
        Diagnosis diagnosis = diagnose();

        // then
        assertThat(finding(diagnosis, "/api/pcp/v1/mrpproduct").verdict()).isEqualTo(Verdict.OK);
        assertThat(finding(diagnosis, "/api/pcp/v1/mrprouting").verdict()).isEqualTo(Verdict.OK);
        assertThat(diagnosis.settings())
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_ITEMS_FROM", "MRP")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_ROUTING_FROM", "MRP")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_PHASES_FROM", "MRP");
        assertThat(diagnose().settings()).containsKey("ESTEIRA_ADAPTERS_PROTHEUS_ITEMS_FROM");
        plant.faults().clear();
        assertThat(diagnose().settings()).doesNotContainKey("ESTEIRA_ADAPTERS_PROTHEUS_ITEMS_FROM");
    }

    @ParameterizedTest
    @CsvSource({"MODULE, /api/pcp/v1/productionorders", "MRP, /api/pcp/v1/mrpproductionorders"})
    void theListThatTheSiteReadsOrdersFromIsAskedAndTheTableIsNot(String from, String path) {
        // given
        Diagnosis usable = diagnose("orders.from", from);
        plant.faults().arm(Fault.always(FaultKind.F05).on(path.substring(path.lastIndexOf('/') + 1)));

        // when
        Diagnosis closed = diagnose("orders.from", from);

        // then
        assertThat(usable.isUsable()).as(usable.toString()).isTrue();
        assertThat(finding(usable, path).verdict()).isEqualTo(Verdict.OK);
        assertThat(usable.settings()).containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_ORDERS_FROM", from);
        assertThat(usable.findings()).noneMatch(finding -> finding.subject().equals("SC2"));
        assertThat(only(closed).subject()).isEqualTo(path);
        assertThat(only(closed).verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding(diagnose(), path).verdict()).isEqualTo(Verdict.INFO);
    }

    @Test
    void whereTheTableIsClosedTheListThatAnswersIsSuggested() {
        // given
        plant.faults().arm(Fault.always(FaultKind.F19).on("genericQuery").as("c2_num"));

        // when
        Diagnosis diagnosis = diagnose();

        // then
        assertThat(only(diagnosis).subject()).isEqualTo("SC2");
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_ORDERS_FROM", "MODULE");
    }

    @ParameterizedTest
    @CsvSource({"cp1252, CP1252", "mojibake, encoded twice"})
    void spoiltTextIsTold(String variant, String sentence) {
        // given
        plant.faults().arm(Fault.always(FaultKind.F24).on("genericQuery").as(variant));

        // when, then
        assertThat(finding(diagnose(), "encoding").sentence()).contains(sentence);
    }

    @Test
    void whatIsOfOneCompanySaysSo() {
        // when
        Diagnosis diagnosis = diagnose(
                "companies[1].code", "FILIAL", "companies[1].tenant", "T1,D MG 02", "companies[1].branch", "D MG 02");

        // then
        assertThat(finding(diagnosis, "server").company()).isNull();
        assertThat(finding(diagnosis, "SC2 (LATICINIO)").company()).isEqualTo("LATICINIO");
        assertThat(finding(diagnosis, "tenant (FILIAL)").company()).isEqualTo("FILIAL");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.sentence().contains("D MG 02"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.company()).isEqualTo("FILIAL"));
    }

    @Test
    void aClosedServiceForLossesIsNotUsableWhereTheMappingUsesIt() {
        // given
        plant.faults().arm(Fault.always(FaultKind.F05).on("lossAppointment").as("json"));

        // when
        Finding used = only(diagnose("writer", "mata681+lossAppointment"));
        Finding notUsed = finding(diagnose(), "/ProductionAppointment/v1/lossAppointment");

        // then
        assertThat(used.subject()).isEqualTo("/ProductionAppointment/v1/lossAppointment");
        assertThat(used.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(notUsed.verdict()).isEqualTo(Verdict.INFO);
        assertThat(notUsed.sentence()).startsWith("Not usable; not needed.");
    }

    @Test
    void theFieldThatCarriesTheReferenceIsTheMappings(@TempDir Path writers) throws IOException {
        // given
        String own = Files.readString(Path.of("src/main/resources/protheus/writers/mata681.yml"))
                .replace("H6_OBSERVA", "H6_XREF");
        Files.writeString(writers.resolve("mata681.yml"), own);

        // when
        Finding finding = only(diagnose("writers", writers.toString()));

        // then
        assertThat(finding.subject()).isEqualTo("SH6");
        assertThat(finding.verdict()).isEqualTo(Verdict.FORBIDDEN);
        assertThat(finding.sentence()).contains("H6_XREF");
    }

    @Test
    void aFieldThatTheMappingDoesNotUseMayBeWithheld() {
        // given
        plant.faults().arm(Fault.always(FaultKind.F19).on("genericQuery").as("h6_observa"));

        // when
        Finding finding = finding(diagnose("writer", "wspcp"), "SH6");

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.INFO);
        assertThat(finding.sentence()).contains("H6_OBSERVA");
    }

    @ParameterizedTest
    @CsvSource({"mata681+lossAppointment, SBC", "mata250, SD3", "sfca314, CYV"})
    void theTablesInWhichAWriterFindsItsRowsAreLookedAt(String writer, String table) {
        assertThat(finding(diagnose("writer", writer), table).verdict().isUsable())
                .isTrue();
    }

    @Test
    void stopsThatAreNotReadWhereTheyAreWrittenAreToldAndTheListIsSuggested() {
        // when
        Diagnosis apart = diagnose("writer", "mata681+stopReports");
        Diagnosis together = diagnose("writer", "mata681+stopReports", "downtimes.from", "STOP_REPORTS");
        Diagnosis crossed = diagnose("writer", "mata681+wspcp:stop", "downtimes.from", "STOP_REPORTS");

        // then
        String variable = "ESTEIRA_ADAPTERS_PROTHEUS_DOWNTIMES_FROM";
        assertThat(only(apart).subject()).isEqualTo("downtimes.from");
        assertThat(apart.settings()).containsEntry(variable, "STOP_REPORTS");
        assertThat(together.isUsable()).as(together.toString()).isTrue();
        assertThat(together.settings()).containsEntry(variable, "STOP_REPORTS");
        assertThat(finding(crossed, "downtimes.from").sentence()).startsWith("The writer reports stops to SH6");
        assertThat(crossed.settings()).containsEntry(variable, "GENERIC_QUERY");
        assertThat(diagnose().settings()).doesNotContainKey(variable);
    }

    @Test
    void whatIsSetStaysInWhatIsSuggested() {
        // when
        Diagnosis diagnosis = diagnose(
                "companies[0].writer", "wspcp",
                "companies[0].zone", "America/Manaus",
                "companies[1].code", "FILIAL",
                "companies[1].tenant", "T1,D MG 02",
                "companies[1].branch", "D MG 02",
                "companies[1].writer", "",
                "soap-url", "http://127.0.0.1:1/ws",
                "module", "EST",
                "phase-source", "RESOURCE");

        // then
        String prefix = "ESTEIRA_ADAPTERS_PROTHEUS_";
        assertThat(diagnosis.settings())
                .containsEntry(prefix + "COMPANIES_0_WRITER", "wspcp")
                .containsEntry(prefix + "COMPANIES_0_ZONE", "America/Manaus")
                .containsEntry(prefix + "COMPANIES_1_WRITER", "")
                .containsEntry(prefix + "SOAPURL", "http://127.0.0.1:1/ws")
                .containsEntry(prefix + "MODULE", "EST")
                .containsEntry(prefix + "PHASESOURCE", "RESOURCE")
                .containsEntry(prefix + "ROWSTAMP", "AUTO")
                .doesNotContainKeys(prefix + "COMPANIES_1_ZONE", prefix + "TOKENPATH");
        assertThat(diagnose().settings()).containsEntry(prefix + "ROWSTAMP", "ON");
    }
}
