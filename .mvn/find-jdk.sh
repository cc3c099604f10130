# Sourced by mvnw and esteira: leaves JAVA_HOME at a JDK 25 or newer, whatever the default `java` is.
# A JAVA_HOME that already fits is kept. Prints one sentence and exits when no such JDK is installed.

jdk_release() { # the feature number of the JDK in $1, 0 when there is none
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ "$(jdk_release "$candidate")" -ge 25 ] 2>/dev/null && { echo "$candidate"; return; }
  done
}

found_jdk=$(find_jdk)
if [ -z "$found_jdk" ]; then
  echo "Esteira needs a JDK 25 or newer: install one (for example Temurin 25) or point JAVA_HOME at it." >&2
  exit 1
fi
JAVA_HOME=$found_jdk
export JAVA_HOME
