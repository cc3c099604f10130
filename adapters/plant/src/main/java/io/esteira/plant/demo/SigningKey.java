package io.esteira.plant.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The issuer's key, kept in the demo's folder so that tokens survive a restart. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path dir) {
        Path file = dir.resolve("keys").resolve("signing.json");
        try {
            return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : created(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("no key of the issuer in " + file, e);
        }
    }

    private static RSAKey created(Path file) throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), "signing", ".json");
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(draft, key.toJSONString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
