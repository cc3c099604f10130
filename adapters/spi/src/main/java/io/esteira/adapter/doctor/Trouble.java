package io.esteira.adapter.doctor;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection did not come about, in one sentence for a person: the same for every protocol. */
public final class Trouble {

    private Trouble() {}

    /**
     * What keeps this from connecting; empty when the failure is not one of the network or of a certificate.
     *
     * @param subject of the finding
     * @param configured the address; shown as {@link #address} shows it
     */
    public static Optional<Finding> of(String subject, String configured, Throwable failure) {
        String address = address(configured);
        // In this order: the JDK's HTTP client wraps a name that cannot be resolved, and a handshake, in what is more
        // general.
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return Optional.of(unknownHost(subject, address));
        }
        if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
            return Optional.of(certificate(subject, address, failure));
        }
        if (has(failure, SocketTimeoutException.class)
                || has(failure, HttpTimeoutException.class)
                || has(failure, NoRouteToHostException.class)) {
            return Optional.of(silent(subject, address));
        }
        return has(failure, ConnectException.class) ? Optional.of(refused(subject, address)) : Optional.empty();
    }

    /** An address as a sentence may show it: without user, password and parameters. */
    public static String address(String configured) {
        return configured.replaceAll("//[^/\\s]*@", "//").replaceAll("[?;].*", "");
    }

    /** The failure itself or the first of its causes that is such; null where there is none. */
    public static <T extends Throwable> @Nullable T cause(@Nullable Throwable failure, Class<T> kind) {
        Throwable cause = failure;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return kind.cast(cause);
    }

    private static boolean has(Throwable failure, Class<? extends Exception> kind) {
        return cause(failure, kind) != null;
    }

    private static Finding unknownHost(String subject, String address) {
        return Finding.missing(
                subject,
                "No host of this name is known: " + address + ". Check the host.",
                "Nenhum host com esse nome é conhecido: " + address + ". Confira o host.");
    }

    private static Finding refused(String subject, String address) {
        return Finding.missing(
                subject,
                "Nothing listens at " + address + ". Check the port, and that the server runs.",
                "Nada escuta em " + address + ". Confira a porta e se o servidor está no ar.");
    }

    /** That nothing came back. */
    public static Finding silent(String subject, String configured) {
        String address = address(configured);
        // A server that speaks plain http waits for more, and so does who began TLS with it.
        boolean tls = address.startsWith("https:");
        return Finding.missing(
                subject,
                "No answer from " + address
                        + (tls
                                ? ". Check the host, what a firewall lets through, and whether it speaks plain http."
                                : ". Check the host, and what a firewall lets through."),
                "Sem resposta de " + address
                        + (tls
                                ? ". Confira o host, o que o firewall deixa passar e se ali se fala http sem TLS."
                                : ". Confira o host e o que o firewall deixa passar."));
    }

    private static Finding certificate(String subject, String address, Throwable failure) {
        boolean plain =
                String.valueOf(cause(failure, SSLException.class)).contains("Unsupported or unrecognized SSL message");
        return plain
                ? Finding.wrong(
                        subject,
                        "The port of " + address + " does not speak TLS.",
                        "A porta de " + address + " não fala TLS.")
                : Finding.wrong(
                        subject,
                        "The certificate of " + address
                                + " is not trusted, or is for another name. Add its authority to the Java trust store.",
                        "O certificado de " + address
                                + " não é confiável, ou é de outro nome. Inclua a autoridade dele no trust store do Java.");
    }
}
