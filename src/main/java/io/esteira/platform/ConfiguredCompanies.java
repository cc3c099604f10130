package io.esteira.platform;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The configured companies, with the ids that the database gave them; read once at start. */
final class ConfiguredCompanies implements Companies {

    private final List<Company> all;
    private final Map<String, Company> byCode;
    private final Map<Short, Company> byId;

    ConfiguredCompanies(JdbcClient jdbc, CompanyProperties properties) {
        properties.companies().forEach(settings -> keep(jdbc, settings));
        Set<String> codes = properties.companies().stream()
                .map(CompanyProperties.CompanySettings::code)
                .collect(Collectors.toSet());
        all = jdbc
                .sql("select id, code, name, zone from hub.company order by code")
                .query((row, n) -> new Company(
                        row.getShort("id"),
                        row.getString("code"),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone"))))
                .list()
                .stream()
                .filter(company -> codes.contains(company.code()))
                .toList();
        byCode = all.stream().collect(Collectors.toMap(Company::code, Function.identity()));
        byId = all.stream().collect(Collectors.toMap(Company::id, Function.identity()));
    }

    private static void keep(JdbcClient jdbc, CompanyProperties.CompanySettings settings) {
        jdbc.sql("""
                        insert into hub.company (code, name, zone) values (:code, :name, :zone)
                        on conflict (code) do update set name = excluded.name, zone = excluded.zone
                        """)
                .param("code", settings.code())
                .param("name", settings.name() == null ? settings.code() : settings.name())
                .param("zone", settings.zone().getId())
                .update();
    }

    @Override
    public List<Company> all() {
        return all;
    }

    @Override
    public Optional<Company> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    @Override
    public Company get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("company " + code + " is not configured"));
    }

    @Override
    public Company get(short id) {
        Company company = byId.get(id);
        if (company == null) {
            throw new IllegalArgumentException("company " + id + " is not configured");
        }
        return company;
    }
}
