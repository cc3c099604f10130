package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A branch of Protheus that is a company of the hub.
 *
 * @param code the hub's code
 * @param tenant value of the header {@code tenantId}: group and branch, no blank around the comma
 * @param branch the branch as the tables hold it; rows of any other are refused
 * @param zone in which Protheus writes dates and times
 * @param writer the mapping by which its postings are written, in place of the common one; null for that one, blank for none
 * @param push who may push its orders
 */
record Company(
        String code,
        String tenant,
        String branch,
        @DefaultValue("America/Sao_Paulo") ZoneId zone,
        @Nullable String writer,
        @DefaultValue Push push) {

    private static final Pattern TENANT = Pattern.compile("[^,\\s]+,\\S(?:[^,]*\\S)?");

    Company {
        ProtheusProperties.require(
                code != null && !code.isBlank(), "companies[].code", "the hub's code of the company");
        ProtheusProperties.require(
                tenant != null && TENANT.matcher(tenant).matches(),
                "companies[].tenant",
                "group and branch with one comma and no blank around it, such as \"T1,D MG 01\"");
        ProtheusProperties.require(
                branch != null && !branch.isBlank(), "companies[].branch", "the branch as C2_FILIAL holds it");
    }

    /** Whether a message of that group and branch is the company's. */
    boolean isBranch(String ofGroup, String ofBranch) {
        return tenant.equals(ofGroup + "," + ofBranch);
    }

    /** Whether rows of that branch are the company's too: shared tables have a blank one, or only its first part. */
    boolean holds(String ofRow) {
        return branch.stripTrailing().startsWith(ofRow);
    }

    /**
     * Refuses rows of another branch: some services ignore the tenant and answer the default branch.
     *
     * @param where the table or service that gave the row
     */
    void check(String ofRow, String where) {
        if (!holds(ofRow)) {
            throw new SourceUnavailable("Protheus answers rows of branch \"" + ofRow + "\" for tenant \"" + tenant
                    + "\" in " + where + ": the service ignores the tenant, nothing was stored");
        }
    }

    /**
     * Who may push a company's orders: without user and password nobody.
     *
     * @param user name that Protheus sends; one with a colon never gets through
     * @param password the user's password
     */
    record Push(
            @DefaultValue("") String user, @DefaultValue("") String password) {

        Push {
            ProtheusProperties.require(
                    user.isBlank() == password.isBlank(), "companies[].push", "user and password, both or none");
        }

        boolean isOn() {
            return !user.isBlank();
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Push[user=" + user + ", password=***]";
        }
    }
}
