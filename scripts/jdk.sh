# Finds the JDK the project needs. Source it, call use_jdk; JAVA_HOME and PATH are set afterwards.

JDK_WANTED=25

# Prints the major version of the JDK in folder $1, or nothing when there is no whole JDK.
jdk_major() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to a JDK of version $JDK_WANTED or later: JAVA_HOME first, then the usual folders.
# Stops the script with one sentence when there is none.
use_jdk() {
  local home major
  for home in "${JAVA_HOME:-}" \
      /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* /opt/*/jdk* \
      "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-/root}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(jdk_major "$home")
    if [ -n "$major" ] && [ "$major" -ge "$JDK_WANTED" ]; then
      export JAVA_HOME="$home"
      export PATH="$JAVA_HOME/bin:$PATH"
      return 0
    fi
  done
  fail "No JDK $JDK_WANTED or later was found: install one (for example Temurin $JDK_WANTED) or set JAVA_HOME to its folder."
}

# Stops the script with one sentence when Maven is missing; keeps its libraries from warning about the JDK.
need_maven() {
  command -v mvn >/dev/null || fail "Maven was not found: install Maven 3.8 or later (Debian: apt-get install maven)."
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

say() { printf '%s\n' "$*"; }

# Ends the script with one sentence on standard error.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}
