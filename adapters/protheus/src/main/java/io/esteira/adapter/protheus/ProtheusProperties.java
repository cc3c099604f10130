package io.esteira.adapter.protheus;

import io.esteira.adapter.Redaction;
import io.esteira.adapter.canonical.ItemChange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one Protheus is reached and what is read from it. Prefix {@code esteira.adapters.protheus}.
 *
 * @param enabled whether the adapter runs at all
 * @param baseUrl address of the REST service up to the URL of its HTTPURI section, such as {@code http://host:8084/rest}
 * @param soapUrl address of the SOAP services, such as {@code http://host:8080/ws}; null for {@code /ws} on the host of {@code baseUrl}
 * @param user integration user of Protheus
 * @param password the user's password
 * @param auth OAUTH2 (default) asks for a token, BASIC sends user and password with each request
 * @param tokenPath where tokens are given, below {@code baseUrl}
 * @param tokenGrant where user and password travel when a token is asked for: HEADERS (default), FORM, or QUERY for old releases
 * @param companies which branches of it are which companies of the hub
 * @param module ERP module whose context the requests ask for
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer to a read may take
 * @param writeTimeout how long an answer to a posting may take; after that its fate is uncertain
 * @param retries how often a read that met 428, 429 or 503 is repeated within its run
 * @param retryPause how long before such a repetition; doubled each time
 * @param pageSize rows asked for at once
 * @param items products, SB1, or what MRP was told of them
 * @param phases work centres, SHB, or those that MRP's routings name
 * @param routing routings, SG2, or what MRP was told of them
 * @param orders production orders, SC2, or a list of the module PCP
 * @param postings production postings, SH6
 * @param inspections inspections of QIP
 * @param downtimes stops of machines and their reasons, SH6 and SX5, or lists of the module SFC
 * @param phaseSource whether a phase is the work centre of an operation or its resource
 * @param itemKinds what the types of B1_TIPO are to the plant; a type that is not listed is a material; null for the usual types
 * @param defaultRouting routing of orders whose C2_ROTEIRO is blank
 * @param rowStamp whether SH6 has the column S_T_A_M_P_: AUTO (default) finds out, ON and OFF decide
 * @param pendingTable whether the table of pending postings may be read: AUTO (default) finds out, ON and OFF decide
 * @param writer name of the mapping by which postings are written, put together where kinds of deliveries have different ones, as in
 *     {@code mata681+ours:reversal}; blank writes nothing, a person does; a company may have another
 * @param writers folder with mapping files that replace the built-in ones of the same name; null for none
 * @param refusedPause how long a posting waits after Protheus refused the user, the right or the service itself; an hour at most
 */
@ConfigurationProperties("esteira.adapters.protheus")
record ProtheusProperties(
        boolean enabled,
        @Nullable URI baseUrl,
        @Nullable URI soapUrl,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("OAUTH2") Auth auth,
        @DefaultValue("/api/oauth2/v1/token") String tokenPath,
        @DefaultValue("HEADERS") TokenGrant tokenGrant,
        @DefaultValue List<Company> companies,
        @DefaultValue("PCP") String module,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("3") int retries,
        @DefaultValue("1s") Duration retryPause,
        @DefaultValue("500") int pageSize,
        @DefaultValue Master items,
        @DefaultValue Master phases,
        @DefaultValue Master routing,
        @DefaultValue Orders orders,
        @DefaultValue Postings postings,
        @DefaultValue Inspections inspections,
        @DefaultValue Downtimes downtimes,
        @DefaultValue("WORK_CENTRE") PhaseSource phaseSource,
        @Nullable Map<String, ItemChange.Kind> itemKinds,
        @DefaultValue("01") String defaultRouting,
        @DefaultValue("AUTO") Switch rowStamp,
        @DefaultValue("AUTO") Switch pendingTable,
        @DefaultValue("mata681") String writer,
        @Nullable Path writers,
        @DefaultValue("10m") Duration refusedPause) {

    private static final String PREFIX = "esteira.adapters.protheus.";

    /** Type codes that nearly every site keeps as TOTVS ships them. */
    private static final Map<String, ItemChange.Kind> USUAL_KINDS = Map.of(
            "PA", ItemChange.Kind.PRODUCT,
            "PI", ItemChange.Kind.COMPONENT,
            "PP", ItemChange.Kind.COMPONENT,
            "BN", ItemChange.Kind.COMPONENT);

    ProtheusProperties {
        companies = List.copyOf(companies);
        require(!user.isBlank(), "user", "the integration user of Protheus");
        require(!password.isEmpty(), "password", "the password of the integration user");
        require(!companies.isEmpty(), "companies", "at least one company with code, tenant and branch");
        require(pageSize > 0, "page-size", "a number of rows above zero");
        require(retries >= 0, "retries", "a number that is not negative");
        require(isHttp(baseUrl), "base-url", "the address of the REST service, such as http://host:8084/rest");
        require(
                soapUrl == null || isHttp(soapUrl),
                "soap-url",
                "the address of the SOAP services, such as http://host:8080/ws");
        require(distinctCodes(companies) == companies.size(), "companies", "each code once");
        require(
                phaseSource == PhaseSource.WORK_CENTRE || phases.from() != MasterSource.MRP,
                "phase-source",
                "WORK_CENTRE where phases.from is MRP, which names no resources");
    }

    static void require(boolean holds, String key, String what) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + key + " must be " + what);
        }
    }

    private static boolean isHttp(@Nullable URI uri) {
        return uri != null
                && uri.getHost() != null
                && String.valueOf(uri.getScheme()).startsWith("http");
    }

    private static long distinctCodes(List<Company> companies) {
        return companies.stream().map(Company::code).distinct().count();
    }

    /** What the types of items are. */
    Map<String, ItemChange.Kind> kinds() {
        return itemKinds == null ? USUAL_KINDS : itemKinds;
    }

    /** The mapping by which a company's postings are written; blank for none. */
    String writerOf(Company company) {
        return company.writer() == null ? writer : company.writer();
    }

    Set<String> companyCodes() {
        return companies.stream().map(Company::code).collect(Collectors.toUnmodifiableSet());
    }

    Company company(String code) {
        return companies.stream()
                .filter(company -> company.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Protheus does not serve company " + code));
    }

    /** The address of a service, whatever slash the configuration ends in. */
    URI service(String path) {
        String base = String.valueOf(baseUrl);
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** The address of a SOAP service. */
    URI soapService(String path) {
        return URI.create(
                soapUrl != null
                        ? soapUrl.toString().replaceAll("/$", "") + path
                        : String.valueOf(baseUrl).replaceAll("^(\\w+://[^/]+).*$", "$1") + "/ws" + path);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "ProtheusProperties[baseUrl=%s, user=%s, password=***, companies=%s, writer=%s]"
                .formatted(Redaction.address(String.valueOf(baseUrl)), user, companies, writer);
    }

    /** How requests are authorised. */
    enum Auth {
        OAUTH2,
        BASIC
    }

    /** Where user and password travel in a token request. */
    enum TokenGrant {
        HEADERS,
        FORM,
        QUERY
    }

    /** Whether something of the source is used. */
    enum Switch {
        AUTO,
        ON,
        OFF
    }

    /** What the hub calls a phase. */
    enum PhaseSource {
        /** Work centre of the operation: SHB, G2_CTRAB. */
        WORK_CENTRE,
        /** Resource of the operation: SH1, G2_RECURSO. */
        RESOURCE
    }

    /**
     * A master table, always read whole.
     *
     * @param enabled whether it is read
     * @param cadence how often
     * @param from which service tells of it
     */
    record Master(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1h") Duration cadence,
            @DefaultValue("GENERIC_QUERY") MasterSource from) {}

    /** What tells of products, routings and work centres. */
    enum MasterSource {
        /** The table itself. */
        GENERIC_QUERY,
        /** What MRP was told: codes, types, operations and work centres, and no names. */
        MRP
    }

    /**
     * Production orders.
     *
     * @param enabled whether they are read
     * @param cadence how often the open ones, and those that ended lately, are read
     * @param endedWithin how far before the last run an end still counts as lately
     * @param from which service tells of them
     * @param listCadence how often they are read from a list, which is always read whole
     */
    record Orders(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration cadence,
            @DefaultValue("7d") Duration endedWithin,
            @DefaultValue("GENERIC_QUERY") OrderSource from,
            @DefaultValue("15m") Duration listCadence) {}

    /** What tells of production orders. */
    enum OrderSource {
        /** SC2 itself. */
        GENERIC_QUERY,
        /** The list of headers of the module PCP: no status, no real end. */
        MODULE,
        /** What MRP was told of the orders: status, but neither unit nor routing. */
        MRP
    }

    /**
     * Production postings.
     *
     * @param enabled whether they are read
     * @param cadence how often new and changed ones are read
     * @param snapshotCadence how often all are read
     * @param overlap how far before the last run changes are read again, where rows carry a time stamp
     * @param reread how far before the last run postings are read again, where they carry none
     * @param stampPattern how a time stamp is written in a condition
     */
    record Postings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration cadence,
            @DefaultValue("7d") Duration snapshotCadence,
            @DefaultValue("10m") Duration overlap,
            @DefaultValue("7d") Duration reread,
            @DefaultValue("yyyy-MM-dd HH:mm:ss.SSS") String stampPattern) {}

    /**
     * Inspections of processes.
     *
     * @param enabled whether they are read; a site has to use the module QIP
     * @param cadence how often those that wait for a verdict are read
     * @param from which service tells of them
     * @param login user of QIP in whose name its list is asked for; blank for the integration user
     * @param laboratory whose inspections are listed; blank for all
     * @param withLaboratory whether the list's path names a laboratory; older releases know none
     * @param listPageSize rows of the list asked for at once
     * @param reread how far before the last run an inspection was opened whose verdict may still be corrected, where the table is read
     */
    record Inspections(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("2m") Duration cadence,
            @DefaultValue("QIP") InspectionSource from,
            @DefaultValue("") String login,
            @DefaultValue("") String laboratory,
            @DefaultValue("true") boolean withLaboratory,
            @DefaultValue("100") int listPageSize,
            @DefaultValue("30d") Duration reread) {

        Inspections {
            require(listPageSize > 0, "inspections.list-page-size", "a number of rows above zero");
        }
    }

    /** What tells of inspections. */
    enum InspectionSource {
        /** QIP's list of those that wait for a verdict, by operation. */
        QIP,
        /** QPK itself, and the verdicts of QPM. */
        GENERIC_QUERY
    }

    /**
     * Stops of machines. Those of SH6 are read as postings are.
     *
     * @param enabled whether they and their reasons are read
     * @param cadence how often new and changed ones are read
     * @param snapshotCadence how often all are read
     * @param from what tells of them
     * @param listCadence how often they are read from a list, which is always read whole
     * @param reasonsCadence how often reasons are read
     */
    record Downtimes(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration cadence,
            @DefaultValue("7d") Duration snapshotCadence,
            @DefaultValue("GENERIC_QUERY") DowntimeSource from,
            @DefaultValue("5m") Duration listCadence,
            @DefaultValue("1h") Duration reasonsCadence) {

        /** What would have to tell of stops for those that the mapping writes to be seen; empty where they are, or none are read. */
        Optional<DowntimeSource> missing(WriterMapping mapping) {
            return enabled ? mapping.stopsShownBy().filter(shown -> shown != from) : Optional.empty();
        }
    }

    /** What tells of stops. */
    enum DowntimeSource {
        /** SH6 of type I, and the reasons of table 44 of SX5. */
        GENERIC_QUERY,
        /** The lists stopReports and stopReasons of SIGASFC. */
        STOP_REPORTS
    }
}
