#!/bin/sh
# Puts site/ on a server: first beside what readers see, then in its place, all at once.
#
#   TARGET=deploy@example.org:/srv/www/paper sh publish.sh
#   TARGET=/srv/www/paper sh publish.sh           on the server itself
#   TARGET=... sh publish.sh back                 back to the release before
#
# In that folder, releases/ holds the last few sites (KEEP, 5), and `current` is a link to the one that readers see:
# let the web server show  /srv/www/paper/current . Needs rsync at both ends, ssh, and a server that runs Linux.
set -eu

target=${TARGET:?say where the site goes:  TARGET=deploy@example.org:/srv/www/paper sh publish.sh}
keep=${KEEP:-5}
case $target in
  *:*) host=${target%%:*} root=${target#*:} ;;
  *) host='' root=$target ;;
esac
case $root in
  /*) ;;
  *) echo "publish.sh: the folder must begin with /, not $root" >&2 && exit 2 ;;
esac
case $root$keep in
  *[!A-Za-z0-9/._-]*) echo "publish.sh: the folder may hold letters, digits and / . _ - only: $root" >&2 && exit 2 ;;
esac

# Runs the script on standard input where the site goes, with these arguments.
there() {
  if [ -n "$host" ]; then ssh "$host" sh -s -- "$@"; else sh -s -- "$@"; fi
}

if [ "${1:-}" = back ]; then
  there "$root" << 'END'
set -eu
cd "$1"
now=$(basename "$(readlink current)")
before=$(ls -1 releases | grep -v '\.part$' | sort | awk -v now="$now" '$0 < now' | tail -n 1)
[ -n "$before" ] || { echo "publish.sh: there is no release before $now" >&2; exit 1; }
ln -s "releases/$before" current.new
mv -Tf current.new current
echo "readers see $before again"
END
  exit
fi

[ -f site/index.html ] || { echo "publish.sh: there is no site here; first  newsgen build" >&2; exit 1; }
release=$(date -u +%Y%m%dT%H%M%SZ)-$(printf %07d $$)

there "$root" << 'END'
set -eu
mkdir -p "$1/releases"
rm -rf "$1"/releases/*.part "$1/current.new"
END

# By what a file holds, not by its date: what is unchanged takes no room and keeps its date for browsers that have it.
rsync --recursive --links --perms --chmod=D755,F644 --checksum --exclude=/.newsgen.json --link-dest="$root/current/" \
  site/ "${host:+$host:}$root/releases/$release.part/"

there "$root" "$release" "$keep" << 'END'
set -eu
cd "$1"
mv "releases/$2.part" "releases/$2"
ln -s "releases/$2" current.new
mv -Tf current.new current
ls -1 releases | sort -r | tail -n "+$(($3 + 1))" | while read -r old; do
  [ "$old" = "$2" ] || rm -rf "releases/$old"
done
echo "readers see $2"
END
