# Finds the JDK and the Maven the project needs, and what was built. Source it, call use_jdk, then need_maven.

JDK_WANTED=25
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }

# Ends the script with one sentence on standard error.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Java reads file names in the character set of the locale: outside UTF-8 a folder named 大厅 is not found.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  export LC_ALL=C.UTF-8
fi

# A service or a container may have no HOME, or no home folder: Maven's files then stay with the project.
: "${HOME:=$(unset HOME && echo ~)}"
[ -w "$HOME" ] || HOME="$PROJECT/.home"
export HOME

# Prints the major version of the JDK in folder $1, or nothing when there is no whole JDK.
jdk_major() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the folder of a JDK of version $JDK_WANTED or later: JAVA_HOME first, then the usual folders.
find_jdk() {
  local home major
  for home in "${JAVA_HOME:-}" \
      /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* /opt/*/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      "/c/Program Files/Eclipse Adoptium"/jdk-*; do
    major=$(jdk_major "$home")
    if [ -n "$major" ] && [ "$major" -ge "$JDK_WANTED" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
}

# Prints the system and its release as os-release names them: debian 13, ubuntu 24.04.
system() {
  (. /etc/os-release && printf '%s %s\n' "$ID" "${VERSION_ID:-}") 2>/dev/null || true
}

# Prints the command that installs the JDK here, or nothing when the system's archive has none.
jdk_command() {
  local sudo='' package="openjdk-$JDK_WANTED-jdk-headless"
  [ "$(id -u)" -eq 0 ] || sudo='sudo '
  if command -v apt-get >/dev/null; then
    case "$(system)" in
      'debian '1[3-9]* | 'debian '[2-9][0-9]* | 'debian ' | 'ubuntu '*) ;;
      *) [ -n "$(apt-cache madison "$package" 2>/dev/null)" ] || return 0 ;;
    esac
    printf '%sapt-get update && %sapt-get install -y %s\n' "$sudo" "$sudo" "$package"
  elif command -v dnf >/dev/null; then
    printf '%sdnf install -y java-%s-openjdk-devel\n' "$sudo" "$JDK_WANTED"
  elif command -v brew >/dev/null; then
    printf 'brew install openjdk@%s\n' "$JDK_WANTED"
  elif command -v winget >/dev/null; then
    printf 'winget install EclipseAdoptium.Temurin.%s.JDK\n' "$JDK_WANTED"
  fi
}

# Prints how to get the JDK where the system's archive has none.
temurin_hint() {
  local key=https://packages.adoptium.net/artifactory/api/gpg/key/public
  local archive=https://packages.adoptium.net/artifactory/deb sudo='' codename
  [ "$(id -u)" -eq 0 ] || sudo='sudo '
  case "$(system)" in
    'debian 11') codename=bullseye ;;
    'debian 12') codename=bookworm ;;
    *)
      printf 'install Temurin %s from https://adoptium.net/installation/ and set JAVA_HOME to its folder' "$JDK_WANTED"
      return 0 ;;
  esac
  printf "%ssh -c 'apt-get update && apt-get install -y ca-certificates wget && " "$sudo"
  printf 'wget -qO /etc/apt/trusted.gpg.d/adoptium.asc %s && ' "$key"
  printf 'echo "deb %s %s main" >/etc/apt/sources.list.d/adoptium.list && ' "$archive" "$codename"
  printf "apt-get update && apt-get install -y temurin-%s-jdk'" "$JDK_WANTED"
}

# Sets JAVA_HOME and PATH to a JDK of version $JDK_WANTED or later; with $1 = true installs one that is missing.
# Stops the script with one sentence when there is none.
use_jdk() {
  local install=${1:-false} home command
  home=$(find_jdk)
  if [ -z "$home" ]; then
    command=$(jdk_command)
    [ -n "$command" ] ||
      fail "No JDK $JDK_WANTED or later was found, and the archive of this system has none: $(temurin_hint)"
    $install || fail "No JDK $JDK_WANTED or later was found: start again with --install, or run: $command"
    say "Installing a JDK: $command"
    sh -c "$command" || fail "The installation of the JDK failed: $command"
    home=$(find_jdk)
    [ -n "$home" ] || fail "The JDK was installed but is in none of the usual folders: set JAVA_HOME to its folder."
  fi
  export JAVA_HOME="$home"
  export PATH="$JAVA_HOME/bin:$PATH"
}

# Makes mvn the machine's Maven, or that of the wrapper where none of 3.8 or later is installed; keeps its
# libraries from warning about the JDK.
need_maven() {
  local major minor
  MAVEN=$(type -P mvn || true)
  read -r major minor <<<"$([ -z "$MAVEN" ] || "$MAVEN" -v 2>/dev/null |
    sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')"
  if [ "${major:-0}" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 8 ]; }; then
    MAVEN="$PROJECT/mvnw"
  fi
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

mvn() {
  # Java asks the list of users for the home folder, not HOME.
  if [ "$HOME" = "$PROJECT/.home" ]; then
    set -- -Duser.home="$HOME" -Dmaven.repo.local="$HOME/.m2/repository" "$@"
  fi
  "$MAVEN" "$@"
}

# Prints the jar of the program in module $1, or nothing; the newest when an older version lies beside it.
program() {
  ls -t "$PROJECT/$1/target/"*-exec.jar 2>/dev/null | sed 1q || true
}
