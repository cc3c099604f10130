# The hub. Build the jar first: ./mvnw -DskipTests package
FROM eclipse-temurin:25-jre-noble AS layers
WORKDIR /build
COPY src/target/esteira.jar esteira.jar
RUN java -Djarmode=tools -jar esteira.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre-noble
RUN groupadd --system --gid 10001 esteira \
 && useradd --system --uid 10001 --gid esteira --no-create-home --shell /usr/sbin/nologin esteira \
 && mkdir -p /opt/esteira/drivers /opt/esteira/site
WORKDIR /opt/esteira
# What changes least comes first, so that an update transfers the application alone.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
USER 10001:10001
EXPOSE 8080
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
# A site mounts the vendor's CSW driver into drivers, files of its own into site.
ENTRYPOINT ["java", "-cp", "esteira.jar:drivers/*", "io.esteira.EsteiraApplication"]
