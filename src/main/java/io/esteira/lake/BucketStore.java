package io.esteira.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** A bucket of S3, where an object is replaced in one step. */
final class BucketStore implements LakeStore, AutoCloseable {

    private final LakeProperties.Bucket bucket;
    private final S3Client client;

    BucketStore(LakeProperties.Bucket bucket) {
        this.bucket = bucket;
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(bucket.region()))
                .credentialsProvider(credentials(bucket));
        if (!bucket.endpoint().isBlank()) {
            // What speaks like S3 seldom knows buckets as hosts, bodies in signed chunks, or checksums that nobody
            // asked for.
            builder.endpointOverride(URI.create(bucket.endpoint()))
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(true)
                            .chunkedEncodingEnabled(false)
                            .build())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(LakeProperties.Bucket bucket) {
        return bucket.accessKey().isBlank()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey()));
    }

    @Override
    public void put(String path, Path file) throws IOException {
        try {
            client.putObject(put -> put.bucket(bucket.name()).key(bucket.prefix() + path), file);
        } catch (SdkException e) {
            throw new IOException("could not be written to the bucket: " + path, e);
        }
    }

    @Override
    public void remove(String path) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket.name()).key(bucket.prefix() + path));
        } catch (SdkException e) {
            throw new IOException("could not be removed from the bucket: " + path, e);
        }
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createTempFile("esteira-lake-", ".parquet");
    }

    @Override
    public void close() {
        client.close();
    }
}
