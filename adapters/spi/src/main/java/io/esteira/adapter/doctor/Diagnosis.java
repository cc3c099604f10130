package io.esteira.adapter.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a doctor found.
 *
 * @param findings in the order in which they were made
 * @param settings the suggested configuration: value by environment variable, in their order; secrets are masked
 */
public record Diagnosis(List<Finding> findings, Map<String, String> settings) {

    public Diagnosis {
        findings = List.copyOf(findings);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Whether all that the hub needs is usable. */
    public boolean isUsable() {
        return findings.stream().allMatch(finding -> finding.verdict().isUsable());
    }
}
