package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.downtime.DowntimeSources;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.production.PostingSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The sources that take postings, for the companies that they serve. */
@Component
class DeliveryTargets implements PostingSources, DowntimeSources {

    private final List<DeliveryTarget> targets;
    private final Companies companies;

    DeliveryTargets(List<DeliveryTarget> targets, Companies companies) {
        this.targets = List.copyOf(targets);
        this.companies = companies;
    }

    Set<String> sources() {
        return targets.stream().map(DeliveryTarget::source).collect(Collectors.toCollection(TreeSet::new));
    }

    /** By source, how long a call may take once it has begun. */
    Map<String, Duration> longestCalls() {
        return targets.stream()
                .collect(Collectors.toMap(
                        DeliveryTarget::source,
                        DeliveryTarget::longestCall,
                        (left, right) -> left.compareTo(right) > 0 ? left : right));
    }

    @Override
    public boolean serves(String source, String company) {
        return find(source, company).isPresent();
    }

    @Override
    public List<String> of(String company) {
        return targets.stream()
                .filter(target -> target.companies().contains(company))
                .map(DeliveryTarget::source)
                .sorted()
                .toList();
    }

    Optional<DeliveryTarget> find(String source, String company) {
        return targets.stream()
                .filter(target ->
                        target.source().equals(source) && target.companies().contains(company))
                .findFirst();
    }

    /** What carries it to a source; empty where the source is not the company's. */
    Optional<Errand<?>> errand(String source, Consignment consignment) {
        return find(source, consignment.company()).map(target -> switch (consignment) {
            case DeliveryOrder posting -> new Errand<>(target, posting);
            case DowntimeOrder stop -> new Errand<>(target.downtimes(), stop);
        });
    }

    /** What carries a claim: what no target takes is not claimed. */
    Errand<?> of(Claim claim) {
        return errand(claim.target(), claim.consignment()).orElseThrow();
    }

    /** Ids of the companies whose postings the source takes. */
    Set<Short> companiesOf(String source) {
        return targets.stream()
                .filter(target -> target.source().equals(source))
                .flatMap(target -> target.companies().stream())
                .map(companies::get)
                .map(Company::id)
                .collect(Collectors.toSet());
    }
}
