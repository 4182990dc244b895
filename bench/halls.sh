# Builds the benchmarks and starts demos for them. Source it; what was started ends with the script.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/jdk.sh"
pids=()
finish() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }

build_bench() {
  use_jdk
  need_maven
  say "Building…"
  (cd "$root" && mvn -B -q -DskipTests -P '!style' package dependency:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench,device-drivers/emulators -am) || fail "The build failed."
  trap finish EXIT
}

free_port() {
  "$JAVA_HOME/bin/java" -Xshare:auto "$root/bench/FreePort.java"
}

# Starts the demo of the checkout $1. Its strip is on the line at port $2, which leads to a sign at port $3.
start_demo() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx64m -jar "$(program device-drivers/emulators)" \
    onbon-k --listen "tcp:127.0.0.1:$3" --control "127.0.0.1:$(free_port)" >/dev/null &
  pids+=($!)
  "$1/demo" --strip "tcp://127.0.0.1:$2" >"$1/target/bench-demo.log" 2>&1 &
  pids+=($!)
  demo=$!
}

# Waits until the demo of the checkout $1, started last, is open.
await_demo() {
  until [ -f "$1/.demo/demo.json" ]; do
    kill -0 "$demo" 2>/dev/null || fail "The demo ended: $(tail -n 1 "$1/target/bench-demo.log")"
    sleep 1
  done
}

# Runs the class $1 of this folder with the arguments that follow; in the background only.
run_bench() {
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+ExitOnOutOfMemoryError -Xmx256m \
    -cp "$root/bench/target/classes:$(cat "$root/bench/target/classpath")" "org.jiaohao.bench.$1" "${@:2}"
}
