package io.esteira.adapter.csw;

import java.sql.SQLException;

/** As {@link VendorDriver}, of the days before there was an exception for calls that a driver does not know. */
public final class OldVendorDriver extends VendorDriver {

    @Override
    protected SQLException refusal(String method) {
        return method.equals("isValid")
                ? new SQLException("Optional feature not implemented", "HYC00")
                : new SQLException("[Vendor JDBC] " + method + " is not implemented");
    }
}
