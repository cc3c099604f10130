package io.esteira.adapter.protheus;

import java.util.List;
import java.util.Map;

/**
 * What a service lists that fits a delivery, as a mapping file describes it.
 *
 * @param path of the list, below the address of the REST service
 * @param match fields of a row and what they hold for a delivery; by them the service filters, and the hub looks again
 */
record Listed(String path, Map<String, Template> match) {

    static Listed read(YamlSection section, List<Placeholder> needs) {
        String path = section.text("service");
        Map<String, Template> match = WriterMapping.templates(section, "match");
        section.done();
        if (!path.startsWith("/")) {
            throw section.mistake("service", "has to begin with a slash, below the address of the REST service");
        }
        if (match.values().stream().allMatch(Template::isFixed)) {
            throw section.mistake("match", "needs a field that tells the delivery");
        }
        if (match.values().stream().anyMatch(template -> template.mayLack(needs))) {
            throw section.mistake("match", Rows.MAY_LACK);
        }
        return new Listed(path, match);
    }

    /** Whether a row that fits is the delivery's own. */
    boolean carriesReference() {
        return match.values().stream()
                .anyMatch(template -> template.uses(Placeholder.reference) || template.uses(Placeholder.document));
    }
}
