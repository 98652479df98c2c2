# shellcheck shell=bash
# Sourced by the other scripts: paths, and what has to be on the machine.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
app=$root/src/Lippe.Netzwerk

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# No compiler or build server stays behind after a script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "Fehler: $1"
  [ $# -lt 2 ] || say "Abhilfe: $2"
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# apt_major PACKAGE: the major version apt would install, 0 when it has none.
apt_major() {
  apt-cache policy "$1" | sed -n 's/^ *Candidate: \([0-9]*:\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | grep . || echo 0
}

apt_update() {
  [ -z "${apt_updated:-}" ] || return 0
  say "Paketlisten werden aufgefrischt …"
  as_root apt-get update -qq >&2
  apt_updated=1
}

# apt_install NAME LEAST_MAJOR PACKAGE…: installs the packages if apt has the first one new enough.
apt_install() {
  local what=$1 least=$2
  shift 2
  may_install || return 1
  apt_update || return 1
  [ "$(apt_major "$1")" -ge "$least" ] || return 1
  say "$what fehlt und wird mit apt installiert: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# lists COMMAND… PATTERN: whether the command prints such a line. All of it is read: grep -q leaves at the first hit,
# which may end the command, and that failure would count (pipefail).
lists() { [ -n "$("${@:1:$#-1}" 2>/dev/null | grep "${!#}")" ]; }

has_dotnet() { command -v dotnet >/dev/null && lists dotnet --list-sdks '^10\.'; }

has_node() {
  command -v npm >/dev/null && command -v node >/dev/null &&
    [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ]
}

has_icu() { lists ldconfig -p libicuuc || lists /sbin/ldconfig -p libicuuc; }

# Each release of Debian names ICU's runtime library after its version: libicu72, libicu76.
icu_package() { apt-cache pkgnames libicu | grep -x 'libicu[0-9]*' | sort -V | tail -n 1; }

install_icu() { may_install && apt_update && apt_install ICU 1 "$(icu_package)"; }

need_tools() {
  has_icu || install_icu ||
    fail "Die Bibliothek ICU fehlt; .NET braucht sie für deutsche Texte." \
      "sudo apt-get install '^libicu[0-9]+$'"
  [ -e /usr/share/zoneinfo/Europe/Berlin ] || apt_install "Die Zeitzone Europe/Berlin" 1 tzdata ||
    fail "Die Zeitzone Europe/Berlin fehlt." "sudo apt-get install tzdata"
  has_dotnet || { apt_install "Das .NET SDK 10" 10 dotnet-sdk-10.0 && has_dotnet; } ||
    fail "Das .NET SDK 10 fehlt." \
      'curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH="$HOME/.dotnet:$PATH"'
  # Debian packages npm on its own, other sources bring it with Node.js.
  has_node || { apt_install "Node.js ab 20" 20 nodejs && { has_node || apt_install npm 1 npm; } && has_node; } ||
    fail "Node.js ab Version 20 mit npm fehlt." \
      "curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install -y nodejs"
}

# npm_packages FOLDER: fetches what its lock file names, when that changed.
npm_packages() {
  local stamp=$1/node_modules/.package-lock.json
  [ ! -e "$stamp" ] || [ "$1/package-lock.json" -nt "$stamp" ] || return 0
  say "npm-Pakete werden geholt …"
  # Without install scripts: the application restores PostgreSQL's links itself.
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
  touch "$stamp"
}

program=$app/bin/published/Lippe.Netzwerk.dll

# Compiles ahead of time: the first page comes a second earlier than with just-in-time compilation alone.
publish_app() {
  dotnet publish "$app" --configuration Release --use-current-runtime --self-contained false \
    -p:PublishReadyToRun=true --output "$(dirname "$program")" --verbosity quiet --nologo -clp:NoSummary >&2
}

# with_clock TEXT COMMAND…: shows how long the command runs already, where somebody looks on.
with_clock() {
  local text=$1 clock='' status=0
  shift
  SECONDS=0
  if [ -t 2 ]; then
    while kill -0 $$ 2>/dev/null && printf '\r%s … %d s' "$text" "$SECONDS" >&2; do sleep 1; done &
    clock=$!
  else
    say "$text …"
  fi
  "$@" || status=$?
  [ -z "$clock" ] || { kill "$clock"; wait "$clock" || true; printf '\n' >&2; }
  return $status
}

# Everything the build depends on, as one number: a changed, new or deleted source changes it.
sources_state() {
  find "$root/src" \( -name bin -o -name obj -o -name node_modules -o -path "$app/wwwroot/lib" \) -prune \
    -o -type f -printf '%T@ %s %P\n' | LC_ALL=C sort | cksum
}

benchmarks=$root/tests/Lippe.Netzwerk.Benchmarks/bin/Release/net10.0/Lippe.Netzwerk.Benchmarks.dll

build_benchmarks() {
  "$root/scripts/setup"
  dotnet build "$root/tests/Lippe.Netzwerk.Benchmarks" --configuration Release --verbosity quiet --nologo \
    -clp:NoSummary >&2
}

run_benchmarks() {
  build_benchmarks
  publish_app
  exec dotnet "$benchmarks" "$program" "$@"
}
